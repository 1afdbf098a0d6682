import { compileGlobs } from '../model/compile-globs.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { resolveRepoPath } from '../source/resolve-repo-path.ts'
import { defineRule } from './define-rule.ts'
import { findNearPath } from './hierarchy/find-near-path.ts'
import { listLayerDirectories } from './hierarchy/list-layer-directories.ts'
import { type Link, listLinks } from './hierarchy/list-links.ts'
import { relativeTo } from './references/relative-to.ts'

export default defineRule({
  id: 'readme-chain',
  severity: 'warning',
  isOn: false,
  reach: 'everywhere',
  summary:
    'Every directory of the layers has a README.md, and the READMEs link from the top of a layer down to each of them.',
  why: 'Whoever must change a cluster in a hurry starts at the top and follows the links. Where the chain breaks, people guess what a directory is for and which clusters it changes.',
  fix: 'Write a README.md of a few lines, and link to it from the README.md of the directory above.',
  messages: {
    missing: '`{directory}` has no README.md',
    unlinked: 'this README does not link to `{child}`',
    broken: '`{target}` does not exist',
    brokenNear: '`{target}` does not exist; there is `{near}`',
  },
  options: {
    except: { description: 'Globs of directories that need no README.md.', default: [] as readonly string[] },
  },
  create: ({ repository, options, report }) => ({
    Repository() {
      const { files, tree } = repository
      const isExcepted = compileGlobs(options.except)
      const directories = listLayerDirectories(repository).filter((directory) => !isExcepted(directory))
      const readmes = new Map(directories.map((directory) => [directory, readmeOf(directory, repository)]))
      for (const [directory, readme] of readmes) {
        if (readme === undefined) {
          const file = [...files.keys()].find((path) => path.startsWith(`${directory}/`))
          const at = { file: file ?? directory, start: 0, end: 0 }
          report({ message: 'missing', data: { directory }, at, pointer: `README[${directory}]` })
          continue
        }
        if (readme.isIgnored) continue
        const linked = new Set<RepoPath>()
        for (const link of listLinks(readme.text)) {
          const path = pathOf(link, directory)
          if (path === undefined) continue
          linked.add(path)
          if (tree.isFile(path) || tree.isDirectory(path) || tree.isSymlink(path) || tree.isIgnoredByGit(path)) continue
          const near = findNearPath(path, tree)
          report({
            message: near === undefined ? 'broken' : 'brokenNear',
            data: { target: link.target, near: near === undefined ? '' : relativeTo(directory, near) },
            at: { file: readme.path, start: link.start, end: link.end },
            pointer: `links[${link.target}]`,
            help: 'Correct the link, or take it out.',
          })
        }
        for (const [child, childReadme] of readmes) {
          if (parentDirectory(child) !== directory || childReadme === undefined) continue
          if (linked.has(child) || linked.has(childReadme.path)) continue
          const title = readme.lines.lineText(1).length
          report({
            message: 'unlinked',
            data: { child: relativeTo(directory, childReadme.path) },
            at: { file: readme.path, start: 0, end: title },
            pointer: `links[${child}]`,
          })
        }
      }
    },
  }),
})

function readmeOf(directory: RepoPath, { files, tree }: Repository): SourceFile | undefined {
  const name = tree.childrenOf(directory).find((child) => /^readme\.(?:md|markdown)$/i.test(child))
  return name === undefined ? undefined : files.get(`${directory}/${name}`)
}

/** Where a link leads in the repository; undefined for what is no path of it: URLs, anchors, pages of the Git host. */
function pathOf({ target }: Link, directory: RepoPath): RepoPath | undefined {
  const written = target.replace(/[?#].*$/, '')
  if (written === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)|\/-\/|[{}$*]/i.test(written)) return undefined
  let path = written
  try {
    path = decodeURIComponent(written)
  } catch {
    // A lone percent sign stands for itself.
  }
  return path.startsWith('/') ? resolveRepoPath('', path.slice(1)) : resolveRepoPath(directory, path)
}
