import type { Node } from 'yaml'
import type { BootstrapHeader } from '../flux/bootstrap-header.ts'
import { readBootstrapHeader } from '../flux/read-bootstrap-header.ts'
import type { KubernetesObject } from '../kustomize/kubernetes-object.ts'
import type { SourceFile } from '../model/source-file.ts'
import { entriesOf } from '../yaml/entries-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { textOf } from '../yaml/text-of.ts'
import { defineRule } from './define-rule.ts'

/**
 * What `flux bootstrap` may write into gotk-sync.yaml, in any release (flux2 pkg/manifestgen/sync/sync.go;
 * `gitImplementation` and `validation` before 2.0).
 */
const bootstrapFields = new Map([
  [
    'GitRepository',
    'interval timeout url ref secretRef provider recurseSubmodules sparseCheckout gitImplementation'.split(' '),
  ],
  ['Kustomization', 'interval timeout path prune sourceRef validation'.split(' ')],
])
const regenerate =
  'Run `flux bootstrap` again, or write the file anew with `flux install --export`: it must be of one release.'
const metadataFields = ['name', 'namespace', 'creationTimestamp']

export default defineRule({
  id: 'flux-system-generated',
  severity: 'warning',
  reach: 'everywhere',
  summary: 'What `flux bootstrap` generates is not edited by hand.',
  why: 'The next `flux bootstrap` or upgrade writes gotk-components.yaml and gotk-sync.yaml anew, and the edit is lost without a word: decryption stops, a controller goes back to its defaults, an added object is pruned.',
  fix: 'Move it into the kustomization file beside this one: a field becomes a patch under `patches`, an object a file of its own under `resources`.',
  messages: {
    object: '{kind} `{name}` is an addition that the next `flux bootstrap` removes',
    field: '`{field}` of the {kind} is an addition that the next `flux bootstrap` removes',
    value: '`{field}` of the {kind} `{name}` is {found}; the next `flux bootstrap` sets it back to {expected}',
    version: 'the label of the {kind} `{name}` says Flux {found}, but the header of this file says {expected}',
    controller: 'the header of this file lists {names}, but the file holds no such Deployment',
  },
  create: ({ report }) => {
    type MessageId = Parameters<typeof report>[0]['message']
    const say = (
      message: MessageId,
      { kind, name = '', file, root }: KubernetesObject,
      node: Node | undefined,
      data: Readonly<Record<string, string>> = {},
    ): void =>
      report({
        message,
        data: { kind, name, ...data },
        at: { file, ...spanOf(node ?? root) },
        pointer: `${kind}/${name}#${data.field ?? message}`,
      })
    const expectValue = (object: KubernetesObject, path: readonly string[], expected: string): void => {
      const node = nodeAt(object.document, object.root, path)
      const found = textOf(node)
      if (found === undefined || found === expected) return
      say('value', object, node, { field: path.join('.'), found, expected })
    }

    const judgeSync = (objects: readonly KubernetesObject[]): void => {
      const seen = new Set<string>()
      for (const object of objects) {
        const { document, root, kind, group } = object
        const fields = group.endsWith('.toolkit.fluxcd.io') ? bootstrapFields.get(kind) : undefined
        if (fields === undefined || seen.has(kind)) {
          say('object', object, nodeAt(document, root, ['metadata', 'name']))
          continue
        }
        seen.add(kind)
        const judgeFields = (part: string, known: readonly string[]): void => {
          for (const { key, keyNode } of entriesOf(document, nodeAt(document, root, [part]))) {
            if (!known.includes(key)) say('field', object, keyNode, { field: `${part}.${key}` })
          }
        }
        judgeFields('metadata', metadataFields)
        judgeFields('spec', fields)
        if (kind === 'Kustomization') expectValue(object, ['spec', 'prune'], 'true')
      }
    }

    const judgeComponents = ({ path, text, objects }: SourceFile, header: BootstrapHeader): void => {
      // The first releases of Flux did not label their objects.
      if (!objects.some((object) => textOf(labelOf(object, 'part-of')) === 'flux')) return
      const isFlux = (object: KubernetesObject): boolean =>
        textOf(labelOf(object, 'part-of')) === 'flux' || labelOf(object, 'instance') !== undefined
      for (const object of objects) {
        if (!isFlux(object)) say('object', object, nodeAt(object.document, object.root, ['metadata', 'name']))
        else if (object.kind === 'Deployment') expectValue(object, ['spec', 'replicas'], '1')
      }
      // A header and objects that are not of one export have one remedy, so they are one finding.
      const missing = header.components
        .filter((name) => !objects.some((object) => object.kind === 'Deployment' && object.name === name))
        .map((name) => {
          const start = text.indexOf(name, text.indexOf('# Components:'))
          return { name, at: { file: path, start, end: start + name.length } }
        })
      const [firstMissing] = missing
      const expected = header.fluxVersion
      const isOther = (found: string | undefined): boolean =>
        found !== undefined && found.replace(/^v/, '') !== expected?.replace(/^v/, '')
      const stale = objects.find((object) => isFlux(object) && isOther(textOf(labelOf(object, 'version'))))
      if (stale !== undefined && expected !== undefined) {
        const label = labelOf(stale, 'version')
        report({
          message: 'version',
          data: { kind: stale.kind, name: stale.name ?? '', found: textOf(label) ?? '', expected },
          at: { file: path, ...spanOf(label ?? stale.root) },
          pointer: 'version',
          help: regenerate,
          related: missing.map(({ at }) => ({ message: 'listed here, but there is no such Deployment', at })),
        })
      } else if (firstMissing !== undefined) {
        report({
          message: 'controller',
          data: { names: missing.map(({ name }) => `\`${name}\``).join(', ') },
          at: firstMissing.at,
          pointer: 'components',
          help: regenerate,
        })
      }
    }

    return {
      YamlFile(file) {
        const isSync = file.path.endsWith('/gotk-sync.yaml')
        if (!isSync && !file.path.endsWith('/gotk-components.yaml')) return
        const header = readBootstrapHeader(file.text)
        if (header === undefined || file.documents.some(({ problems }) => problems.length > 0)) return
        if (isSync) judgeSync(file.objects)
        else judgeComponents(file, header)
      },
    }
  },
})

function labelOf({ document, root }: KubernetesObject, name: string): Node | undefined {
  return nodeAt(document, root, ['metadata', 'labels', `app.kubernetes.io/${name}`])
}
