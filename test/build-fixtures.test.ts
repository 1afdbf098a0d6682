import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createFileTree } from '../src/files/file-tree.ts'
import { openNodeFileSystem } from '../src/files/node-file-system.ts'
import { build } from '../src/kustomize/build/build.ts'
import { createBuildFiles } from '../src/kustomize/build/build-files.ts'
import { renderObjects } from '../src/kustomize/build/render-objects.ts'

/**
 * Each directory below fixtures/build holds a small repository, and what kustomize 5.8.1 printed for it: for the
 * directory that `directory.txt` names, else `build` in it where there is one, else for itself. `expected-error.txt` says that kustomize fails; the first
 * line names the code of the problem, and the rest is what kustomize said.
 */
const root = fileURLToPath(new URL('../fixtures/build', import.meta.url))

describe('builds as kustomize does', async () => {
  const fileSystem = await openNodeFileSystem(root, [])
  const files = createBuildFiles(fileSystem, createFileTree(fileSystem))
  for (const name of readdirSync(root)) {
    it(name, () => {
      const named = join(root, name, 'directory.txt')
      const inner = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'build'
      const directory = existsSync(join(root, name, inner)) ? `${name}/${inner}` : name
      const built = build(files, directory, { restrictor: 'LoadRestrictionsRootOnly', order: 'legacy' })
      const failure = join(root, name, 'expected-error.txt')
      if (existsSync(failure)) {
        const [code] = readFileSync(failure, 'utf8').split('\n')
        expect(built.problems.map((problem) => problem.code)).toContain(code)
        return
      }
      expect(built.problems).toEqual([])
      expect(renderObjects(built.objects)).toBe(readFileSync(join(root, name, 'expected.yaml'), 'utf8'))
    })
  }
})
