import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FoundDifference } from './found-difference.ts'
import { writeCase } from './run-kustomize.ts'

/** Writes each difference into a directory of its own: the files, and what kustomize says of them. */
export async function saveDifferences(
  found: readonly FoundDifference[],
  seed: number,
  directory: string,
): Promise<void> {
  for (const difference of found) {
    const { verdict, signature, index, one, own, real } = difference
    const name = `${verdict} ${signature}`.replace(/[^a-zA-Z]+/g, '-').slice(0, 70)
    const folder = join(directory, `${name}-${seed}-${index}`)
    await mkdir(folder, { recursive: true })
    await writeCase(one, folder)
    if ('error' in real) await writeFile(join(folder, 'expected-error.txt'), `${real.error}\n`)
    else await writeFile(join(folder, 'expected.yaml'), real.text)
    const ours = 'error' in own ? `fails: ${own.error}` : own.text
    const how = `build ${one.directory} (${one.restrictor}, order ${one.order}), seed ${seed}, index ${index}`
    await writeFile(join(folder, 'ours.txt'), `# ${how}\n${ours}\n`)
  }
}
