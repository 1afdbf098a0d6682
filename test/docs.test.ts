import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeTree } from './write-tree.ts'

const root = join(import.meta.dirname, '..')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** So that commits that pages show have the same hash each time. */
const dates = { GIT_AUTHOR_DATE: '2026-11-20T09:00:00Z', GIT_COMMITTER_DATE: '2026-11-20T09:00:00Z' }

/** The ```console blocks of a page: what is typed after `$ `, and what it prints. */
function consoleBlocks(page: string): readonly { readonly command: string; readonly output: string }[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .filter((part) => part !== '')
      .map((part) => ({ command: part.slice(0, part.indexOf('\n')), output: part.slice(part.indexOf('\n') + 1) })),
  )
}

/** A copy of the reference hierarchy, with both binaries on the path. */
function copyHierarchy(): { readonly directory: string; readonly path: string } {
  const directory = writeTree({ '.keep': '' })
  for (const name of ['clusters', 'cluster-templates', 'components', 'docs', '.gitops.yaml']) {
    cpSync(join(root, name), join(directory, name), { recursive: true })
  }
  const bin = join(writeTree({}), 'bin')
  mkdirSync(bin)
  for (const program of ['gitops-lint', 'gitops']) {
    writeFileSync(
      join(bin, program),
      `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist', `${program}.js`)}" "$@"\n`,
    )
    chmodSync(join(bin, program), 0o755)
  }
  return { directory, path: `${bin}:${process.env.PATH}` }
}

describe.each(pages)('%s', (page) => {
  const blocks = consoleBlocks(page)

  it.runIf(blocks.length > 0)('shows what its commands really print', () => {
    const { directory, path } = copyHierarchy()
    for (const { command, output } of blocks) {
      const printed = execFileSync('bash', ['-c', `{ ${command}; } 2>&1 || true`], {
        cwd: directory,
        encoding: 'utf8',
        env: { PATH: path, ...dates },
      })
      expect(printed, command).toBe(output)
    }
  })

  it('links only to what exists', () => {
    const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)/g)) {
      if (!/^[a-z]+:/.test(target)) expect(existsSync(join(root, dirname(page), target)), target).toBe(true)
    }
  })
})
