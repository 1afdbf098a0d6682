import { runGit } from './run-git.ts'

/** Something to read from Git's object store: its hash and its size in bytes. */
export interface GitBlob {
  readonly blob: string
  readonly size: number
}

/** Bytes that are asked for at once. */
const batchBytes = 32 * 1024 * 1024

/** The contents of blobs by hash. Those that Git does not have are left out. */
export async function readGitBlobs(
  directory: string,
  blobs: readonly GitBlob[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>()
  for (const batch of splitIntoBatches(blobs)) {
    const answer = await runGit(directory, ['cat-file', '--batch'], `${batch.join('\n')}\n`)
    if (answer.ok) for (const [blob, bytes] of readBatch(answer.output)) contents.set(blob, bytes)
  }
  return contents
}

function* splitIntoBatches(blobs: readonly GitBlob[]): Generator<readonly string[]> {
  let batch: string[] = []
  let bytes = 0
  for (const { blob, size } of blobs) {
    if (batch.length > 0 && bytes + size > batchBytes) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(blob)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

/** Each answer is a line with hash, type and size, then the content and a line break; or a line that ends in `missing`. */
function* readBatch(output: Buffer): Generator<readonly [string, Uint8Array]> {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(10, start)
    if (end < 0) return
    const [blob = '', , size] = output.toString('latin1', start, end).split(' ')
    start = end + 1
    if (size === undefined) continue
    yield [blob, output.subarray(start, start + Number(size))]
    start += Number(size) + 1
  }
}
