import { createFileTree } from '../../src/files/file-tree.ts'
import { createMemoryFileSystem } from '../../src/files/memory-file-system.ts'
import { build } from '../../src/kustomize/build/build.ts'
import { createBuildFiles } from '../../src/kustomize/build/build-files.ts'
import { renderObjects } from '../../src/kustomize/build/render-objects.ts'
import type { Outcome, ParityCase } from './parity-case.ts'

/** Builds a case in this process. */
export function runOwn({ files, directory, restrictor, order }: ParityCase): Outcome {
  try {
    const fileSystem = createMemoryFileSystem(files)
    const built = build(createBuildFiles(fileSystem, createFileTree(fileSystem)), directory, { restrictor, order })
    const [problem] = [...built.problems, ...built.unverified]
    if (problem === undefined) return { text: renderObjects(built.objects) }
    const where = problem.at === undefined ? '' : ` (${problem.at.file}:${problem.at.start})`
    return { error: `${problem.code}: ${problem.message}${where}` }
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { error: text.split('\n').slice(0, 4).join('\n'), crash: true }
  }
}
