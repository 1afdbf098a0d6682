import type { Node } from 'yaml'
import { fieldOf } from '../../kustomize/field-of.ts'
import type { KustomizationFile } from '../../kustomize/kustomization-file.ts'
import type { Repository } from '../../model/repository.ts'
import { classifySecretValue } from '../../source/classify-secret-value.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { spanOf } from '../../yaml/span-of.ts'
import { textOf } from '../../yaml/text-of.ts'
import { listKeys } from './list-keys.ts'

/** A secret generator that holds plain secrets. */
interface GeneratorSecret {
  readonly message: 'literal' | 'envFile'
  readonly data: Readonly<Record<string, string>>
  readonly at: { readonly file: string; readonly start: number; readonly end: number }
  readonly pointer: string
}

/** Literals and env files of secret generators that hold plain secrets. */
export function findGeneratorSecrets(
  { path, document, root, references }: KustomizationFile,
  repository: Repository,
): readonly GeneratorSecret[] {
  if (document === undefined) return []
  const findings: GeneratorSecret[] = []
  for (const generator of itemsOf(document, fieldOf(document, root, 'secretGenerator')?.value)) {
    const name = textOf(fieldOf(document, generator, 'name')?.value) ?? ''
    const literals = itemsOf(document, fieldOf(document, generator, 'literals')?.value)
    const secret = literals.filter((literal) => isSecretAssignment(textOf(literal) ?? ''))
    const first = secret[0]
    if (first !== undefined) {
      const keys = listKeys(secret.map((literal) => keyOf(textOf(literal) ?? '')))
      const { start } = textStart(first)
      const at = { file: path, start, end: start + keyOf(textOf(first) ?? '').length }
      findings.push({ message: 'literal', data: { name, keys }, at, pointer: `secretGenerator[${name}].literals` })
    }
  }
  for (const { field, target, at, text, pointer } of references) {
    if (!/^secretGenerator\.envs?$/.test(field) || target.kind !== 'file') continue
    const lines = repository.files.get(target.path)?.text.split(/\r?\n/) ?? []
    const keys = lines.filter((line) => !line.startsWith('#') && isSecretAssignment(line)).map(keyOf)
    if (keys.length === 0) continue
    findings.push({ message: 'envFile', data: { file: text, keys: listKeys(keys) }, at, pointer })
  }
  return findings
}

function textStart(node: Node): { readonly start: number } {
  const { start } = spanOf(node)
  return { start: 'type' in node && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') ? start + 1 : start }
}

function keyOf(assignment: string): string {
  return assignment.slice(0, Math.max(0, assignment.indexOf('='))).trim()
}

function isSecretAssignment(assignment: string): boolean {
  const key = keyOf(assignment)
  return key !== '' && classifySecretValue(assignment.slice(assignment.indexOf('=') + 1), 'text', key) === 'secret'
}
