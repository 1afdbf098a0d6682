import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../../src/report/clean-text.ts'
import { renderGithub } from '../../src/report/render-github.ts'
import { clean, evils, findings, found, hostileTexts, poisonFindings } from './formats-example.ts'

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** Reads a log as the runner of GitHub Actions does: a command in each line, percent signs decoded last. */
function readCommands(log: string): readonly (Command | string)[] {
  const decode = (text: string, characters: readonly string[]): string =>
    [...characters, '%'].reduce((plain, one) => {
      const code = one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')
      return plain.replaceAll(`%${code}`, one)
    }, text)
  return log
    .split(/\r\n|\r|\n/)
    .slice(0, -1)
    .map((line) => {
      const text = line.trimStart()
      const end = text.indexOf('::', 2)
      if (!text.startsWith('::') || end < 0) return line
      const head = text.slice(2, end)
      const space = head.indexOf(' ')
      const pairs = head.slice(space + 1).split(',')
      return {
        name: head.slice(0, space),
        properties: Object.fromEntries(
          pairs.map((pair) => {
            const at = pair.indexOf('=')
            return [pair.slice(0, at), decode(pair.slice(at + 1), ['\r', '\n', ':', ','])]
          }),
        ),
        message: decode(text.slice(end + 2), ['\r', '\n']),
      }
    })
}

describe('renderGithub', () => {
  it('writes a command for each finding, the worst first, and a summary', () => {
    expect(readCommands(renderGithub(found))).toEqual([
      {
        name: 'error',
        properties: {
          file: 'clusters/production/kustomization.yaml',
          line: '3',
          endLine: '3',
          col: '5',
          endColumn: '14',
          title: 'reference-exists',
        },
        message: [
          '`gone.yaml` does not exist; did you mean `apps.yaml`?',
          'through clusters/production/apps.yaml:1:1 resources[1]: gone.yaml',
          'fix: Create it, or take it out of `resources`.',
        ].join('\n'),
      },
      {
        name: 'warning',
        // Columns would be those of different lines.
        properties: { file: 'clusters/production/apps.yaml', line: '1', endLine: '4', title: 'namespace-exists' },
        message: 'nothing creates the namespace\nfix: Create it, or take it out of `resources`.',
      },
      {
        name: 'notice',
        properties: { title: 'gitops-lint' },
        message: '1 error, 1 warning, 1 info in 3 files; the log has all of them',
      },
      {
        name: 'notice',
        properties: {
          file: 'some where/ü#?.yaml',
          line: '1',
          endLine: '1',
          col: '1',
          endColumn: '1',
          title: 'readme-chain',
        },
        message: 'no README',
      },
    ])
  })

  it('is empty where nothing was found', () => {
    expect(renderGithub(clean)).toBe('')
  })

  it('is never cut', () => {
    const diagnostics = Array.from({ length: 2_000 }, () => findings).flat()
    expect(readCommands(renderGithub({ ...found, diagnostics }))).toHaveLength(6_001)
  })

  it('is read as it was written with any text, and says nothing else to the runner', () => {
    const check = (evil: string): void => {
      const { diagnostics } = poisonFindings(evil)
      const commands = readCommands(renderGithub({ ...found, diagnostics }))
      expect(commands).toHaveLength(diagnostics.length + 1)
      for (const { message, at, rule } of diagnostics) {
        const command = commands.find((one) => typeof one !== 'string' && one.properties.title === rule)
        expect(command).toMatchObject({ properties: { file: cleanText(at.file) } })
        expect(command).toHaveProperty('message', expect.stringContaining(cleanText(message)))
      }
    }
    for (const evil of evils) check(evil)
    fc.assert(fc.property(hostileTexts, check), { numRuns: 300 })
  })
})
