import { isMap, isScalar, type Node } from 'yaml'
import { checkFields } from '../kustomize/check-fields.ts'
import { fieldOf } from '../kustomize/field-of.ts'
import { isEmptyKustomization } from '../kustomize/is-empty-kustomization.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import type { Repository } from '../model/repository.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import { isDecodedByFlux } from './builds/is-decoded-by-flux.ts'
import { defineRule } from './define-rule.ts'
import { isUnrendered } from './kustomization/is-unrendered.ts'

const kinds: ReadonlyMap<string, string> = new Map([
  ['Kustomization', 'kustomize.config.k8s.io/v1beta1'],
  ['Component', 'kustomize.config.k8s.io/v1alpha1'],
])

export default defineRule({
  id: 'kustomization-schema',
  severity: 'error',
  summary: 'Every kustomization file holds what kustomize knows, in the types that it expects.',
  why: 'kustomize refuses a file with an unknown field or a wrong type, and with it every build that includes the directory. Only in the file at the root of a Flux build Flux drops unknown fields without a word, so that the field simply has no effect, and makes texts of numbers: there it is a warning.',
  fix: 'Correct the name or the value of the field, or remove it.',
  messages: {
    unknownField: '`{field}` is no field of {where}',
    unknownFieldNear: '`{field}` is no field of {where}; did you mean `{near}`?',
    wrongType: '{field} must be {wanted}, but is {found}',
    takenAsText: '{field} is {found}; Flux takes it for the text `{text}`',
    fluxObject: 'this is a Flux Kustomization; saved as `{name}`, it makes the directory impossible to build',
    otherObject: 'this is a `{kind}`; saved as `{name}`, it makes the directory impossible to build',
    wrongKind: '`kind` must be `Kustomization` or `Component`, but is `{kind}`',
    wrongVersion: '`apiVersion` of a {kind} must be `{wanted}`, but is `{version}`',
    empty: 'nothing is set in this file; kustomize refuses it as empty',
    noMap: 'a kustomization file must be a map',
    firstEmpty: 'kustomize reads only the first document of the file, and that is empty',
    moreDocuments: 'kustomize reads only the first document of the file; this one has no effect',
    tooManyAliases: 'aliases within aliases expand to more than kustomize reads',
  },
  create: ({ repository, report }) => ({
    KustomizationFile(kustomization) {
      const file = repository.files.get(kustomization.path)
      if (file === undefined || file.problem !== undefined || kustomization.isBroken) return
      if (isUnrendered(file, repository)) return
      const whole = { file: file.path, start: 0, end: 0 }
      const at = (node: Node) => ({ file: file.path, ...spanOf(node) })
      const firstLine = (node: Node) => {
        const { start } = spanOf(node)
        return {
          file: file.path,
          start,
          end: start + (/^.*/.exec(file.text.slice(start, start + 500))?.[0].length ?? 0),
        }
      }

      const [document, ...others] = file.documents
      const root = document?.root
      const other = others.find((one) => one.root !== undefined)?.root
      if (document === undefined || root === undefined || (isScalar(root) && textOf(root) === undefined)) {
        if (other !== undefined)
          report({ message: 'firstEmpty', at: firstLine(other), pointer: 'documents', help: helps.firstEmpty })
        else if (!isFilledByFlux(kustomization, repository))
          report({ message: 'empty', at: whole, pointer: 'empty', help: helps.empty })
        return
      }
      if (!isMap(root)) return report({ message: 'noMap', at: firstLine(root), pointer: 'root', help: helps.noMap })

      const kindNode = fieldOf(document, root, 'kind')?.value
      const versionNode = fieldOf(document, root, 'apiVersion')?.value
      const kind = textOf(kindNode) || 'Kustomization'
      const version = textOf(versionNode) ?? ''
      const data = { kind, version, name: file.path.slice(file.path.lastIndexOf('/') + 1) }
      const isFlux = version.startsWith('kustomize.toolkit.fluxcd.io/')
      const isOther = version !== '' && !version.startsWith('kustomize.config.k8s.io/') && !kinds.has(kind)
      if (versionNode !== undefined && (isFlux || isOther)) {
        const message = isFlux ? 'fluxObject' : 'otherObject'
        const help = 'Give the file another name, and list it under `resources` of a kustomization file.'
        return report({
          message,
          data,
          at: at(isFlux ? versionNode : (kindNode ?? versionNode)),
          pointer: 'kind',
          help,
        })
      }
      if (other !== undefined)
        report({ message: 'moreDocuments', at: firstLine(other), pointer: 'documents', help: helps.moreDocuments })
      const wanted = kinds.get(kind)
      if (kindNode !== undefined && wanted === undefined) {
        const near = nearestMatch(kind, kinds.keys())
        const help = near === undefined ? {} : { help: `Write \`kind: ${near}\`.` }
        report({ message: 'wrongKind', data, at: at(kindNode), pointer: 'kind', ...help })
      } else if (versionNode !== undefined && version !== '' && version !== wanted) {
        report({
          message: 'wrongVersion',
          data: { ...data, wanted: wanted ?? '' },
          at: at(versionNode),
          pointer: 'apiVersion',
          help: `Write \`apiVersion: ${wanted}\`, or remove the line.`,
        })
      }
      const problems = checkFields(document, root)
      const isLenient = problems.length > 0 && isDecodedByFlux(kustomization, repository)
      for (const { node, steps: _steps, asText, ...problem } of problems) {
        if (isLenient && asText !== undefined) {
          if (isScalar(node) && asText === node.source) continue
          const text = { ...problem.data, text: asText }
          report({ ...problem, message: 'takenAsText', data: text, at: at(node), severity: 'warning' })
        } else if (isLenient && problem.message !== 'wrongType' && problem.message !== 'tooManyAliases') {
          report({ help: helps.passedOver, ...problem, at: at(node), severity: 'warning' })
        } else report({ ...problem, at: at(node) })
      }
      if (problems.length === 0 && isEmptyKustomization(document, root) && !isFilledByFlux(kustomization, repository)) {
        report({ message: 'empty', at: whole, pointer: 'empty', help: helps.empty })
      }
    },
  }),
})

const helps = {
  empty: 'Write `resources: []` where nothing is meant to be built, or remove the file.',
  firstEmpty: 'Remove the `---` before it.',
  moreDocuments: 'Move it to a file of its own, or into the first document.',
  passedOver: 'Flux passes it over, so that it has no effect; elsewhere kustomize refuses the file. Remove it.',
  noMap: 'List the files under `resources:`.',
} as const

/** Whether Flux writes fields of a Flux Kustomization into the file before kustomize reads it. */
function isFilledByFlux(kustomization: KustomizationFile, { fluxKustomizations }: Repository): boolean {
  return fluxKustomizations.some(({ path, object }) => {
    if (path?.target.kind !== 'kustomization' || path.target.file !== kustomization) return false
    return written.some((field) => nodeAt(object.document, object.root, ['spec', field]) !== undefined)
  })
}

const written = ['targetNamespace', 'namePrefix', 'nameSuffix', 'patches', 'components', 'images', 'buildMetadata']
