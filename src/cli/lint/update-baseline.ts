import { resolve } from 'node:path'
import { writeFile } from '../../files/write-file.ts'
import { baselinePath } from '../../lint/baseline/baseline.ts'
import { createBaseline } from '../../lint/baseline/create-baseline.ts'
import { readBaseline } from '../../lint/baseline/read-baseline.ts'
import { judgeRepository } from '../../lint/judge-repository.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { OpenedRepository } from '../open-repository.ts'
import type { Terminal } from '../terminal.ts'

/** Writes all that is found now to the baseline. Throws a UserError where the one that is there cannot be read. */
export function updateBaseline({ root, repository, configuration, asked }: OpenedRepository, terminal: Terminal): void {
  const baseline = readBaseline(repository)
  const judgement = judgeRepository(repository, configuration, rules, { baseline, asked })
  const text = createBaseline(judgement)
  const { findings } = JSON.parse(text) as { readonly findings: readonly unknown[] }
  writeFile(resolve(root, baselinePath), text)
  const known = findings.length === 1 ? '1 finding' : `${findings.length} findings`
  const { length: added } = judgement.findings.filter(({ rule }) => rule !== 'baseline-unused')
  const removed = (baseline?.entries.length ?? 0) + added - findings.length
  terminal.print(`${baselinePath} has ${known}: ${added} new${removed > 0 ? `, ${removed} gone` : ''}.\n`)
}
