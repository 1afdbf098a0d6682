import type { Repository } from '../../model/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { Location } from '../../source/location.ts'
import { UserError } from '../../source/user-error.ts'
import { explainSchemaError } from '../../yaml/explain-schema-error.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { nodeAt } from '../../yaml/node-at.ts'
import { spanOf } from '../../yaml/span-of.ts'
import validateBaseline from '../generated/validate-baseline.js'
import { type Baseline, type BaselineEntry, baselinePath } from './baseline.ts'

/**
 * Reads the baseline that is committed in a repository; undefined where there is none.
 * Throws a UserError with every mistake in it.
 */
export function readBaseline(repository: Repository, path: string = baselinePath): Baseline | undefined {
  const file = repository.files.get(path)
  if (file === undefined) return undefined
  if (file.problem !== undefined) throw new UserError(`${path} cannot be read: ${file.problem.message}`)
  const value = parse(file)
  // JSON is YAML too, and that parser knows the places.
  const document = file.documents[0]
  if (!isBaseline(value)) {
    const failures = document === undefined ? [] : explainSchemaError(validateBaseline.errors ?? [], document)
    const messages = failures.map(({ message, node }) => `${place(file, node?.range?.[0])} ${message}`)
    throw new UserError(messages.length > 0 ? messages.join('\n') : `${path} is no baseline; ${remedy}`)
  }
  const nodes =
    document === undefined ? [] : itemsOf(document, nodeAt(document, document.root, ['findings'])).map(spanOf)
  const entries = value.findings.map((entry, index) => {
    const at: Location = { file: path, ...(nodes[index] ?? { start: 0, end: 0 }) }
    return { ...entry, at }
  })
  return { path, entries }
}

const remedy = 'delete it, and run `gitops-lint --update-baseline`'

function parse(file: SourceFile): unknown {
  const conflict = file.text.search(/^(?:<{7}|={7}|>{7})(?!\S)/m)
  if (conflict >= 0) throw new UserError(`${place(file, conflict)} two baselines are merged here; ${remedy}`)
  try {
    return JSON.parse(file.text)
  } catch {
    throw new UserError(`${file.path} is not JSON; ${remedy}`)
  }
}

function isBaseline(value: unknown): value is { readonly findings: readonly BaselineEntry[] } {
  return validateBaseline(value)
}

function place(file: SourceFile, offset = 0): string {
  const { line, column } = file.lines.positionAt(offset)
  return `${file.path}:${line}:${column}`
}
