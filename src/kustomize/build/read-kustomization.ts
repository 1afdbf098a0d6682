import { isMap, type Node } from 'yaml'
import type { Location } from '../../source/location.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { parseAsGoYaml } from '../../yaml/go-yaml/parse-as-go-yaml.ts'
import { spanOf } from '../../yaml/span-of.ts'
import { textOf } from '../../yaml/text-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'
import { BuildError } from '../build-error.ts'
import { checkFields, type FieldProblem } from '../check-fields.ts'
import { fieldOf } from '../field-of.ts'
import { isEmptyKustomization } from '../is-empty-kustomization.ts'
import { kustomizationFileNames } from '../kustomization-file-names.ts'
import { readNode } from '../tree/read-node.ts'
import type { BuildFiles } from './build-files.ts'
import type { Kustomization } from './kustomization.ts'

/** Finds and reads the kustomization file of a directory, as KustTarget.Load does. */
export function readKustomization(files: BuildFiles, directory: RepoPath, at: Location | undefined): Kustomization {
  const found = kustomizationFileNames
    .map((name) => (directory === '' ? name : `${directory}/${name}`))
    .filter((path) => files.tree.isFile(path))
  const [file] = found
  if (file === undefined) {
    const names = kustomizationFileNames.map((name) => `\`${name}\``).join(', ')
    throw new BuildError({
      code: 'no-kustomization-file',
      message: `\`${directory || '.'}\` has no kustomization file (${names})`,
      at,
    })
  }
  if (found.length > 1) {
    const message = `\`${directory || '.'}\` has ${found.length} kustomization files; kustomize accepts one`
    throw new BuildError({ code: 'kustomization-ambiguous', message, at: { file: found[1] ?? file, start: 0, end: 0 } })
  }
  return files.once(`kustomization ${file}`, () =>
    parseKustomization(file, files.text(file, at), files.documents(file)),
  )
}

const versions = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
} as const

/** The first document of a kustomization file, its fields checked. */
function parseKustomization(
  file: RepoPath,
  text: string,
  documents: readonly YamlDocument[] | undefined,
): Kustomization {
  const whole = { file, start: 0, end: 0 }
  const [document] = parseAsGoYaml(text, 'kustomization', documents)
  const problem = document?.problems[0]
  if (problem !== undefined) {
    const at = { file, start: problem.start, end: problem.end }
    throw new BuildError({ code: 'malformed-yaml', message: problem.message, at })
  }
  const root = document?.root
  const empty = { code: 'kustomization-empty', message: 'nothing is set in this kustomization file', at: whole }
  if (document === undefined || root === undefined) throw new BuildError(empty)
  if (!isMap(root)) {
    if (textOf(root) === undefined) throw new BuildError(empty)
    throw new BuildError({ code: 'kustomization-invalid', message: 'a kustomization file must be a map', at: whole })
  }
  const place = (node: Node): Location => ({ file, ...spanOf(node) })
  const [invalid, ...others] = checkFields(document, root).map((problem) => ({
    code: 'kustomization-invalid',
    message: describe(problem),
    help: problem.help,
    at: place(problem.node),
  }))
  if (invalid !== undefined) throw new BuildError(invalid, others)
  const kindNode = fieldOf(document, root, 'kind')?.value
  const kind = textOf(kindNode) || 'Kustomization'
  if (kind !== 'Kustomization' && kind !== 'Component') {
    const message = `\`kind\` must be \`Kustomization\` or \`Component\`, but is \`${kind}\``
    throw new BuildError({ code: 'kustomization-invalid', message, at: kindNode ? place(kindNode) : whole })
  }
  const versionNode = fieldOf(document, root, 'apiVersion')?.value
  const version = textOf(versionNode) || versions[kind]
  if (version !== versions[kind]) {
    const message = `\`apiVersion\` of a ${kind} must be \`${versions[kind]}\`, but is \`${version}\``
    throw new BuildError({ code: 'kustomization-invalid', message, at: versionNode ? place(versionNode) : whole })
  }
  if (isEmptyKustomization(document, root)) throw new BuildError(empty)
  return { file, kind, root: readNode(document, root, file, 'build'), text }
}

function describe({ message, data }: FieldProblem): string {
  if (message === 'wrongType') return `${data.field} must be ${data.wanted}, but is ${data.found}`
  if (message === 'tooManyAliases') return 'aliases within aliases expand to more than kustomize reads'
  const near = data.near === undefined ? '' : `; did you mean \`${data.near}\`?`
  return `\`${data.field}\` is no field of ${data.where}${near}`
}
