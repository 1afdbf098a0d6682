// Writes src/kustomize/configuration/default-field-specs.ts from the constants in kustomize's sources:
//   npx tsx scripts/transformer-configuration/generate.ts <module api>/internal/konfig/builtinpluginconsts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

interface Entry {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly path?: string
  readonly create?: boolean
  readonly fieldSpecs?: readonly Entry[]
}

const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('name the directory builtinpluginconsts')

const constants = new Map<string, string>()
const source = readdirSync(directory)
  .filter((name) => name.endsWith('.go'))
  .map((name) => readFileSync(join(directory, name), 'utf8'))
  .join('\n')
for (const [, name, text, rest] of source.matchAll(/(\w+FieldSpecs) = `([^`]*)`(?: \+ (\w+))?/g)) {
  constants.set(name ?? '', `${text}${rest === undefined ? '' : `\${${rest}}`}`)
}
const expand = (text: string): string => text.replace(/\$\{(\w+)\}/g, (_, name: string) => constants.get(name) ?? '')

const describe = ({ group, version, kind, path, create }: Entry): string =>
  [
    path,
    kind && `kind=${kind}`,
    group && `group=${group}`,
    version && `version=${version}`,
    create === true && 'create',
  ]
    .filter((word) => typeof word === 'string')
    .join(' ')

const tables: string[] = []
for (const text of constants.values()) {
  const lists: unknown = parse(expand(text))
  if (lists === null || Array.isArray(lists)) continue
  for (const [list, entries] of Object.entries(lists as Record<string, readonly Entry[]>)) {
    const lines = entries.flatMap((entry) => [
      entry.fieldSpecs === undefined ? describe(entry) : `for ${describe(entry)}`,
      ...(entry.fieldSpecs ?? []).map((fieldSpec) => `  ${describe(fieldSpec)}`),
    ])
    const table = lines.map((line) => `    ${line}\n`).join('')
    tables.push(`  ${list}: ${table.includes('\\') ? 'String.raw' : ''}\`\n${table}  \`,\n`)
  }
}
writeFileSync(
  fileURLToPath(new URL('../../src/kustomize/configuration/default-field-specs.ts', import.meta.url)),
  `// Written by scripts/transformer-configuration/generate.ts.
/** The fields that kustomize's transformers touch by default, one a line: path, then what the object must be. */
export const defaultFieldSpecs = {
${tables.join('')}}
`,
)
