import type { FileTree } from '../../files/file-tree.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'

/** Directories whose content is meant for something else than a cluster, or for nothing at the moment. */
const setApart = new Set(
  `doc docs documentation example examples sample samples demo test tests testing testdata e2e fixture fixtures hack
  archive archives archived attic backup backups deprecated disabled inactive legacy obsolete old trash unused wip draft
  drafts optional extras scaffold scaffolding scaffolds boilerplate boilerplates skeleton template templates tmpl ansible
  terraform tofu opentofu pulumi packer bootstrap talos talconfig ignition cloud-init ci script scripts
  tool tools tooling util utils chart charts helm-charts schema schemas vendor manual oneshot`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
/** Files that say by their name that they are no part of the build. */
const isSetApartName =
  /(?:^|[._-])(?:example|sample|template|tmpl|tpl|disabled|inactive|backup|bak|old|orig|unused|deprecated|draft|dist|test|tests|demo|manual|todo|wip|tmp)(?:[._-]|$)/i

/**
 * Whether a path lies where files need not be part of any build: in documentation, tests, scaffolds, archives or input of
 * other tools, each below a directory that is known to be in use; in a chart or a flux-system anywhere.
 */
export function isSetApart(path: RepoPath, used: RepoPath, tree: FileTree): boolean {
  const steps = path.slice(used === '' ? 0 : used.length + 1).split('/')
  const name = steps.pop() ?? ''
  if (isSetApartName.test(name) || /^[._]/.test(name)) return true
  if (steps.some((step) => /^[._]/.test(step) || setApart.has(step.toLowerCase()))) return true
  for (let directory = parentDirectory(path); ; directory = parentDirectory(directory)) {
    if (tree.isFile(directory === '' ? 'Chart.yaml' : `${directory}/Chart.yaml`)) return true
    if (directory === '') return false
    if (directory.slice(directory.lastIndexOf('/') + 1) === 'flux-system') return true
  }
}
