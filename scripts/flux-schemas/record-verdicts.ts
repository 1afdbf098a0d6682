// Records what the API server's own code says of fixtures/schemas/cases.yaml, in fixtures/schemas/verdicts.json:
//
//   (cd scripts/flux-schemas/oracle && go build -o <oracle> .) && npx tsx scripts/flux-schemas/record-verdicts.ts <oracle>
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCases } from './read-cases.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const [, , oracle] = process.argv
if (oracle === undefined) throw new Error('usage: tsx scripts/flux-schemas/record-verdicts.ts <oracle>')
const verdicts = execFileSync(oracle, {
  input: JSON.stringify(readCases(root)),
  encoding: 'utf8',
  maxBuffer: 64_000_000,
})
writeFileSync(join(root, 'fixtures/schemas/verdicts.json'), verdicts)
