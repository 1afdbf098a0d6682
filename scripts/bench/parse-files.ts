// `parse-files <directory> <list> <result>`: parses each file of a list once with the yaml library and does nothing else,
// and writes the seconds that the parsing took, apart from the start and the reading.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'

const [directory = '', list = '', result = ''] = process.argv.slice(2)
const paths = readFileSync(list, 'utf8').split('\n')
const started = performance.now()
const texts = paths.map((path) => readFileSync(join(directory, path), 'utf8'))
const cpuBefore = process.cpuUsage()
const read = performance.now()
for (const text of texts) parseAllDocuments(text)
const parsed = performance.now()
const { user, system } = process.cpuUsage(cpuBefore)
const costs = { wall: (parsed - read) / 1000, cpu: (user + system) / 1e6, reading: (read - started) / 1000 }
writeFileSync(result, JSON.stringify(costs))
