// Lints every repository of the corpus beside this checkout and prints a table of the counts.
// `--rule <id>` (repeatable) runs only those rules; `--list` prints each finding; `--repo <part>` picks repositories.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import type { RuleSetting } from '../src/lint/configuration.ts'
import { lintRepository } from '../src/lint/lint-repository.ts'
import { defaultConfiguration } from '../src/lint/read-configuration.ts'
import { buildRepository } from '../src/model/build-repository.ts'
import { rules } from '../src/rules/generated/registry.ts'

const { values } = parseArgs({
  options: {
    rule: { type: 'string', multiple: true },
    repo: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})
const corpus = fileURLToPath(new URL('../../shared/corpus/repos', import.meta.url))
if (!existsSync(corpus)) {
  console.log('There is no corpus beside this checkout.')
  process.exit(0)
}
const chosen = values.rule === undefined ? rules : rules.filter((rule) => values.rule?.includes(rule.id))
// Naming a rule switches it on.
const settings = new Map<string, RuleSetting>(
  chosen
    .filter((rule) => !rule.isOn && values.rule !== undefined)
    .map((rule) => [rule.id, { severity: rule.severity, options: {} }]),
)

console.log('| repository | files | clusters | errors | warnings | info | ms |\n|---|--:|--:|--:|--:|--:|--:|')
const listed: string[] = []
for (const name of readdirSync(corpus).sort()) {
  if (values.repo !== undefined && !name.includes(values.repo)) continue
  const start = performance.now()
  const fileSystem = await openNodeFileSystem(join(corpus, name), undefined)
  const repository = buildRepository(fileSystem, defaultConfiguration.layout, { remotes: [] })
  const diagnostics = lintRepository(repository, { rules: settings }, chosen)
  const count = (severity: string): number => diagnostics.filter((one) => one.severity === severity).length
  const time = Math.round(performance.now() - start)
  console.log(
    `| ${name} | ${fileSystem.entries.length} | ${repository.clusters.length} | ${count('error')} | ${count('warning')} | ${count('info')} | ${time} |`,
  )
  for (const one of diagnostics) {
    const { line, column } = repository.files.get(one.at.file)?.lines.positionAt(one.at.start) ?? { line: 1, column: 1 }
    const where = `${name}/${one.at.file}:${line}:${column}`
    listed.push(`${one.severity.padEnd(7)} ${one.rule}: ${one.message}\n        ${where} [${one.clusters.join(', ')}]`)
  }
}
if (values.list) console.log(`\n${listed.join('\n')}`)
