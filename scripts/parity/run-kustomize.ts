import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Kustomize } from './find-kustomize.ts'
import type { Outcome, ParityCase } from './parity-case.ts'

/** Writes a case into a directory of its own, builds it with a real kustomize, and removes it again. */
export async function runKustomize(kustomize: Kustomize, one: ParityCase, directory: string): Promise<Outcome> {
  await writeCase(one, directory)
  try {
    return await runOnce(kustomize, one, directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Writes the files of a case. */
export async function writeCase({ files }: ParityCase, directory: string): Promise<void> {
  const folders = new Set(Object.keys(files).map((path) => dirname(join(directory, path))))
  for (const folder of folders) await mkdir(folder, { recursive: true })
  for (const [path, content] of Object.entries(files)) await writeFile(join(directory, path), content)
}

function runOnce(kustomize: Kustomize, one: ParityCase, directory: string): Promise<Outcome> {
  const args = [...kustomize.args, '--load-restrictor', one.restrictor]
  // What `legacy` and nothing mean differs where a kustomization sets sortOptions: that is the common case to compare.
  if (kustomize.hasReorder && one.order === 'none') args.push('--reorder', 'none')
  args.push(join(directory, one.directory))
  const options = { encoding: 'utf8', timeout: 30_000, maxBuffer: 64 * 1024 * 1024 } as const
  return new Promise((resolve) => {
    execFile(kustomize.command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ text: stdout })
      else
        resolve({
          error: stderr.replaceAll(directory, '').trim() || error.message,
          crash: /^panic|goroutine/m.test(stderr),
        })
    })
  })
}
