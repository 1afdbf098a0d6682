import type { BuiltObject } from '../kustomize/build/built-object.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'

/** Which object of a build is meant. */
export interface WantedObject {
  /** `Kind/name` or `Kind.group/name`; the letter case of the kind does not matter. */
  readonly text: string
  readonly namespace: string | undefined
  /** Where it is looked for, as it was typed. */
  readonly place: string
  /** False where there may be more than the given objects. */
  readonly isAll?: boolean
}

/** An object of a build, or of a cluster with the one that applies it. */
interface FoundObject extends BuiltObject {
  readonly owner?: { readonly namespace: string; readonly name: string }
}

/** Finds an object by its name. Throws a UserError that says what there is where none or several are meant. */
export function findBuiltObject<T extends FoundObject>(objects: readonly T[], wanted: WantedObject): T {
  const { text, namespace } = wanted
  const slash = text.indexOf('/')
  if (slash <= 0 || slash === text.length - 1) {
    const near = objects.find(({ id }) => id.name === text || id.name === text.slice(slash + 1))?.id
    const hint = near === undefined ? '' : `; perhaps \`${near.kind}/${near.name}\``
    throw new UserError(`an object is named \`Kind/name\`, such as \`Deployment/web\`; found \`${text}\`${hint}`)
  }
  const [kind, name] = [text.slice(0, slash).toLowerCase(), text.slice(slash + 1)]
  const isKind = ({ id }: BuiltObject): boolean =>
    id.kind.toLowerCase() === kind || `${id.kind}.${id.group}`.toLowerCase() === kind
  const named = objects.filter((object) => isKind(object) && isNamed(object, name))
  const found = named.filter(({ id }) => namespace === undefined || namespaceOf(id) === namespace)
  const exact = found.filter(({ id }) => id.name === name)
  const chosen = exact.length > 0 ? exact : found
  const [only] = chosen
  if (only === undefined) throw new UserError(explainNone(objects, named, wanted))
  if (chosen.length > 1) throw new UserError(explainSeveral(chosen, wanted))
  return only
}

/** By its name, also without the hash that its content gives it. */
function isNamed({ id, root }: BuiltObject, name: string): boolean {
  if (id.name === name) return true
  const metadata = root.fields.find(({ key }) => key.value === 'metadata')?.value
  const step = metadata?.fields.find(({ key }) => key.value === 'name')?.value.step
  return step?.cause === 'hash' && id.name.replace(/-[a-z0-9]+$/, '') === name
}

function namespaceOf({ namespace }: BuiltObject['id']): string {
  return namespace || 'default'
}

function explainSeveral(found: readonly FoundObject[], { text, place }: WantedObject): string {
  const groups = new Set(found.map(({ id }) => id.group))
  const spaces = new Set(found.map(({ id }) => namespaceOf(id)))
  const list = found.map((object) => {
    const { id, owner } = object
    const kind = groups.size > 1 && id.group !== '' ? `${id.kind}.${id.group}` : id.kind
    const hasTwin = found.some((other) => other !== object && isSameName(other.id, id))
    const by = hasTwin && owner !== undefined ? ` --owner ${owner.namespace}/${owner.name}` : ''
    return `  ${kind}/${id.name}${spaces.size > 1 ? ` --namespace ${namespaceOf(id)}` : ''}${by}`
  })
  return [`${place} has ${found.length} objects that are \`${text}\`; name one of them:`, ...list].join('\n')
}

function isSameName(a: BuiltObject['id'], b: BuiltObject['id']): boolean {
  return a.group === b.group && a.kind === b.kind && a.name === b.name && namespaceOf(a) === namespaceOf(b)
}

function explainNone(objects: readonly BuiltObject[], named: readonly BuiltObject[], wanted: WantedObject): string {
  const { text, namespace, place, isAll = true } = wanted
  const inside = namespace === undefined ? '' : ` in the namespace \`${namespace}\``
  const none = `${place} has no \`${text}\`${inside}${isAll ? '' : ' that can be seen'}`
  if (objects.length === 0) return `${none}: it builds no objects`
  if (named.length > 0) {
    const spaces = named.map(({ id }) => `\`${namespaceOf(id)}\``)
    return `${none}; there is one in ${spaces.join(', ')}`
  }
  const names = [...new Set(objects.map(({ id }) => `${id.kind}/${id.name}`))]
  const [kind = '', name = ''] = text.toLowerCase().split('/')
  const ofKind = names.filter((each) => each.toLowerCase().startsWith(`${kind}/`))
  const near =
    nearestMatch(text, ofKind) ??
    (ofKind.length > 0
      ? undefined
      : (names.find((each) => each.toLowerCase().endsWith(`/${name}`)) ?? nearestMatch(text, names)))
  if (near !== undefined) return `${none}; there is \`${near}\``
  const offered = ofKind.length > 0 ? ofKind : names
  return `${none}; it has ${offered.slice(0, 8).join(', ')}${offered.length > 8 ? `, and ${offered.length - 8} more` : ''}`
}
