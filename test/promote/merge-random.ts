import fc from 'fast-check'

/** Plain data of a document, as JSON has it. */
export type Data = string | number | boolean | null | Data[] | { [key: string]: Data }

/** A change at a path of keys; a value of undefined removes. Items of lists of objects are addressed by their name. */
export interface Edit {
  readonly path: readonly string[]
  readonly value: Data | undefined
}

const texts = fc.constantFrom(
  'a',
  'b c',
  'yes',
  '1',
  'x: y',
  '- z',
  '#n',
  'a,b',
  'null',
  '"q"',
  "it's",
  'one\ntwo\nthree\n',
  'p\n\n q',
  '',
)
const scalars: fc.Arbitrary<Data> = fc.oneof(texts, fc.integer({ min: 0, max: 99 }), fc.boolean(), fc.constant(null))
const keys = fc.constantFrom('k1', 'k2', 'k3', 'k4', 'spec', 'with space', '9')

/** Random documents: maps of maps, lists of scalars, lists of objects that have names. */
export const documents: fc.Arbitrary<{ [key: string]: Data }> = fc.letrec<{
  map: { [key: string]: Data }
  value: Data
}>((tie) => ({
  map: fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(scalars, { maxLength: 3 }),
    tie('map'),
    fc
      .uniqueArray(fc.record({ name: fc.constantFrom('n1', 'n2', 'n3', 'n4'), rest: tie('map') }), {
        selector: ({ name }) => name,
        maxLength: 3,
      })
      .map((items) => items.map(({ name, rest }) => ({ name, ...rest }))),
  ),
})).map

/** Whether a list holds objects with names. */
function isNamed(value: Data): value is { [key: string]: Data }[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isMap(item) && typeof item.name === 'string')
}

function isMap(value: Data | undefined): value is { [key: string]: Data } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The paths of all nodes but the root and names. */
export function listPaths(value: Data, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = isNamed(value)
    ? value.map((item) => [`${item.name}`, item] as const)
    : isMap(value)
      ? Object.entries(value).filter(([key]) => !(key === 'name' && path.length > 0))
      : []
  return inner.flatMap(([key, child]) => [[...path, key], ...listPaths(child, [...path, key])])
}

/** The data after edits. */
export function applyToData(value: Data, edits: readonly Edit[]): Data {
  let result = structuredClone(value)
  for (const { path, value: wanted } of edits) result = change(result, path, wanted)
  return result
}

function change(value: Data, [key = '', ...rest]: readonly string[], wanted: Data | undefined): Data {
  if (isNamed(value)) {
    if (rest.length === 0 && wanted === undefined) return value.filter((item) => item.name !== key)
    return value.map((item) => {
      if (item.name !== key) return item
      return rest.length === 0 ? { ...(isMap(wanted) ? wanted : {}), name: key } : change(item, rest, wanted)
    })
  }
  if (!isMap(value)) return value
  if (rest.length > 0) return { ...value, [key]: change(value[key] ?? null, rest, wanted) }
  if (wanted === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  return { ...value, [key]: wanted }
}

/** How a document is written: a seed for all that is free. */
export interface Style {
  readonly seed: number
  readonly indent: number
  readonly lineBreak: string
  /** Whether comments stand above and behind entries, each with the entry's path. */
  readonly hasComments: boolean
}

export const styles: fc.Arbitrary<Style> = fc.record({
  seed: fc.nat(1000),
  indent: fc.constantFrom(2, 4),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  hasComments: fc.boolean(),
})

/** Writes data as YAML in a style. */
export function print(value: Data, style: Style): string {
  const text = block(value, 0, [], style).replace(/^\n/, '')
  return `${text}\n`.replaceAll('\n', style.lineBreak)
}

function dice(style: Style, path: readonly string[], sides: number): number {
  let hash = style.seed
  for (const character of path.join('/')) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003
  return hash % sides
}

/** A value behind a colon or dash, with the blank or line break before it. */
function block(value: Data, column: number, path: readonly string[], style: Style): string {
  const pad = ' '.repeat(column)
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  if (isEmpty || typeof value !== 'object' || value === null || dice(style, path, 5) === 1) {
    const isText = typeof value === 'string' && /^[a-z][\s\S]*\n/.test(value) && column > 0
    if (!isText) return ` ${flow(value, path, style)}`
    const lines = value
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => (line === '' ? '' : pad + line))
    return ` ${value.endsWith('\n') ? '|' : '|-'}\n${lines.join('\n')}`
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => {
      const inner = [...path, isMap(item) ? `${item.name}` : 'item']
      const text = block(item, column + 2, inner, style)
      const isInline = /^\n *[^ #]/.test(text) && isMap(item)
      return `\n${above(pad, inner, style)}${pad}-${isInline ? ` ${text.trimStart()}` : text}`
    })
    return items.join('')
  }
  const entries = Object.entries(value).map(([key, child]) => {
    const inner = [...path, key]
    const text = block(child, column + style.indent, inner, style)
    const comment =
      style.hasComments && !text.includes('\n') && dice(style, inner, 3) === 2 ? ` # at ${inner.join('/')}` : ''
    return `\n${above(pad, inner, style)}${pad}${key === '9' ? '"9"' : key}:${text}${comment}`
  })
  return entries.join('')
}

function above(pad: string, path: readonly string[], style: Style): string {
  return style.hasComments && dice(style, path, 4) === 3 ? `${pad}# on ${path.join('/')}\n` : ''
}

function flow(value: Data, path: readonly string[], style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, path, style)).join(', ')}]`
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, child]) => `${JSON.stringify(key)}: ${flow(child, path, style)}`)
      .join(', ')}}`
  if (typeof value !== 'string') return JSON.stringify(value)
  if (/^[a-z]( ?[a-z])*$/.test(value) && !['yes', 'null'].includes(value) && dice(style, path, 2) === 0) return value
  return value.includes('\n') || dice(style, path, 3) > 0 ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`
}
