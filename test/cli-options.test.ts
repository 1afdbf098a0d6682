import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeValue } from '../src/cli/complete-value.ts'
import { commandNames, explainUsage, optionNames } from '../src/cli/explain-usage.ts'
import { startProgress } from '../src/cli/start-progress.ts'
import { createRepository, git } from './files/git-repository.ts'
import { runBinary } from './run-binary.ts'
import { writeTree } from './write-tree.ts'

const web = 'components/web/kustomization.yaml'
const broken = {
  '.gitops.yaml': '',
  'clusters/production/kustomization.yaml': 'resources:\n  - ../../components/web\n  - ../../components/api\n',
  [web]: 'resources:\n  - gone.yaml\n',
  'components/api/kustomization.yaml': 'resources:\n  - também.yaml\n',
}
const sound = { '.gitops.yaml': '', 'clusters/production/kustomization.yaml': 'resources: []\n' }
const noFindings = '✔ No findings: 2 YAML files, 1 cluster.\n'

function rules(report: string): readonly string[] {
  const { findings }: { findings: readonly { file: string; rule: string }[] } = JSON.parse(report)
  return findings.map(({ file, rule }) => `${file} ${rule}`)
}

describe('--format and --output-file', () => {
  it('write several reports at once, each to its file, and one to standard output', () => {
    const root = writeTree(broken)
    const args = ['--format', 'json=report.json', '--format', 'gitlab=gitlab.json', '--format', 'text']
    const { status, stdout } = runBinary('gitops-lint', args, root)
    expect(status).toBe(1)
    expect(stdout).toContain('✖ 2 errors in 2 files')
    expect(rules(readFileSync(join(root, 'report.json'), 'utf8'))).toHaveLength(2)
    expect(JSON.parse(readFileSync(join(root, 'gitlab.json'), 'utf8'))).toHaveLength(2)
  })

  it('write one format to a file, in plain text', () => {
    const root = writeTree(broken)
    expect(runBinary('gitops-lint', ['--color', '--output-file', 'report.txt'], root)).toEqual({
      status: 1,
      stdout: '',
      stderr: '',
    })
    expect(readFileSync(join(root, 'report.txt'), 'utf8')).toMatch(/^components\/api\/kustomization.yaml\n/)
    runBinary('gitops', ['lint', '--format', 'json', '--output-file=report.json'], root)
    expect(rules(readFileSync(join(root, 'report.json'), 'utf8'))).toHaveLength(2)
  })

  it('take one value each, so that a path may follow', () => {
    const { stdout } = runBinary('gitops-lint', ['--format', 'json', 'components/web'], writeTree(broken))
    expect(rules(stdout)).toEqual([`${web} reference-exists`])
  })

  it.each([
    [['--format', 'jsn'], 'did you mean `json`?'],
    [['--format', 'json', '--format', 'text'], 'both write to standard output'],
    [['--format', 'json', '--format', 'text', '--output-file', 'a'], '--output-file is for one format alone'],
    [['--format', 'json=a', '--output-file', 'b'], '--format json=a names a file, and --output-file another'],
    [['--output-file', ''], '--output-file needs the name of a file'],
    [['--output-file', 'nowhere/report.txt'], 'nowhere/report.txt cannot be written'],
  ])('%j is refused', (args, message) => {
    const { status, stdout, stderr } = runBinary('gitops-lint', args, writeTree(broken))
    expect(stderr.toLowerCase()).toContain(message.toLowerCase())
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })
})

describe('--quiet', () => {
  const mixed = { ...broken, '.gitops.yaml': 'ignore: [nowhere]\n' }

  it('says nothing where nothing is wrong', () => {
    expect(runBinary('gitops-lint', ['--quiet'], writeTree(sound))).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it('shows errors alone, and what else fails', () => {
    const root = writeTree({
      ...mixed,
      [web]: 'resources: []\n',
      'components/api/kustomization.yaml': 'resources: []\n',
    })
    const all = rules(runBinary('gitops-lint', ['--format', 'json'], root).stdout)
    expect(all).not.toEqual([])
    expect(runBinary('gitops-lint', ['-q'], root)).toEqual({ status: 0, stdout: '', stderr: '' })
    const failing = runBinary('gitops-lint', ['-q', '--fail-on', 'info'], root)
    expect(failing.status).toBe(1)
    for (const one of all) expect(failing.stdout).toContain(one.split(' ')[1])
  })

  it('leaves reports for programs whole', () => {
    const root = writeTree(mixed)
    const { stdout } = runBinary('gitops-lint', ['--format', 'json'], root)
    expect(runBinary('gitops-lint', ['--format', 'json', '--quiet'], root).stdout).toBe(stdout)
  })
})

describe('--cwd', () => {
  it('runs as if started in that directory, before or after the command', () => {
    const root = writeTree(broken)
    const here = runBinary('gitops', ['lint', 'components/web'], root)
    expect(runBinary('gitops', ['--cwd', root, 'lint', 'components/web'], '/')).toEqual(here)
    expect(runBinary('gitops', ['lint', 'components/web', `--cwd=${root}`], '/')).toEqual(here)
    runBinary('gitops-lint', ['--cwd', 'clusters', '--output-file', 'report.txt'], root)
    expect(existsSync(join(root, 'clusters/report.txt'))).toBe(true)
  })

  it.each([['--cwd=nowhere'], ['--cwd=.gitops.yaml'], ['--cwd=']])('%s is refused', (arg) => {
    const { status, stderr } = runBinary('gitops-lint', [arg], writeTree(sound))
    expect(stderr).toBe(`gitops-lint: --cwd ${arg.slice(6)}: there is no such directory\n`)
    expect(status).toBe(2)
  })

  it('needs a value', () => {
    expect(runBinary('gitops-lint', ['--cwd'], writeTree(sound)).status).toBe(2)
  })
})

describe('--files-from', () => {
  const run = (root: string, input: string, args: readonly string[] = [], cwd = root) => {
    const program = join(import.meta.dirname, '../dist/gitops-lint.js')
    return spawnSync(process.execPath, [program, '--files-from', '-', ...args], { cwd, input, encoding: 'utf8' })
  }
  const list = (
    root: string,
    input: string,
    args: readonly string[] = [],
    cwd = root,
    told = '',
  ): readonly string[] => {
    const { stdout, stderr } = run(root, input, ['--format', 'json', ...args], cwd)
    expect(stderr).toBe(told)
    return rules(stdout)
  }

  it('reports on the files of the list alone', () => {
    const root = writeTree(broken)
    expect(list(root, `${web}\n`)).toEqual([`${web} reference-exists`])
    const third = '1 of 3 listed files are in the repository.\n'
    expect(list(root, `README.md\0${web}\0gone.yaml\0`, [], root, third)).toEqual([`${web} reference-exists`])
    expect(list(root, `README.md\0${web}\0gone.yaml\0`, ['--quiet'])).toEqual([`${web} reference-exists`])
    const half = '1 of 2 listed files are in the repository.\n'
    expect(list(root, `../elsewhere.yaml\r\n./${web}\r\n`, [], root, half)).toEqual([`${web} reference-exists`])
    expect(list(root, '')).toEqual([])
    expect(list(root, '\n\n')).toEqual([])
    expect(list(root, `${web}\n`, ['components/api'])).toHaveLength(2)
    writeFileSync(join(root, 'list'), `${web}\n`)
    expect(rules(runBinary('gitops-lint', ['--format', 'json', '--files-from', 'list'], root).stdout)).toHaveLength(1)
  })

  it('says how much of the repository it looked at', () => {
    const root = writeTree(broken)
    expect(run(root, `${web}\n`).stdout).toContain('✖ 1 error in 1 file (1 listed of 4 YAML files, 1 cluster).\n')
    expect(run(root, '').stdout).toBe('✔ No findings: 0 listed of 4 YAML files, 1 cluster.\n')
    expect(run(root, 'clusters/production/kustomization.yaml\n').stdout).toContain('✔ No findings: 1 listed of 4')
  })

  it('refuses a list of which nothing is or was there, and takes one of deleted files', () => {
    const root = createRepository([broken])
    const refused = run(root, 'components/wbe/kustomization.yaml\n../other.yaml\n')
    expect(refused.stderr).toContain('gitops-lint: --files-from: 0 of 2 listed files are in the repository at ')
    expect(refused).toMatchObject({ status: 2, stdout: '' })
    expect(run(writeTree(broken), 'nowhere.yaml\n').stderr).toContain('the listed file is not in the repository at ')
    git(root, ['rm', '-q', web])
    git(root, ['commit', '-q', '-m', 'Without it'])
    const deleted = run(root, `${web}\n`)
    expect(deleted).toMatchObject({ status: 1, stderr: '0 of 1 listed files are in the repository.\n' })
    expect(deleted.stdout).toContain('0 listed and 1 that refers to deleted ones of 3 YAML files, 1 cluster')
  })

  it('reports on what refers to a listed file that is gone, and on that alone', () => {
    const root = createRepository([
      { ...broken, 'components/api/kustomization.yaml': 'resources:\n  - api.yaml\n', 'components/api/api.yaml': '' },
    ])
    const gone = 'components/api/api.yaml'
    git(root, ['rm', '-q', gone])
    const told = '0 of 1 listed files are in the repository.\n'
    const found = ['components/api/kustomization.yaml reference-exists']
    expect(list(root, `${gone}\n`, [], root, told)).toEqual(found)
    const both = '1 of 2 listed files are in the repository.\n'
    expect(list(root, `components/api/kustomization.yaml\n${gone}\n`, [], root, both)).toEqual(found)
    git(root, ['rm', '-q', 'components/api/kustomization.yaml'])
    expect(list(root, 'components/api/kustomization.yaml\n', [], root, told)).toEqual([
      expect.stringMatching(/^clusters\/production\/kustomization\.yaml reference-/),
    ])
  })

  it('takes a list that begins with a mark of its encoding', () => {
    expect(list(writeTree(broken), `\uFEFF${web}\r\n`)).toEqual([`${web} reference-exists`])
  })

  it('takes what `git diff --name-only` prints, from where it is run too', () => {
    const root = createRepository([sound])
    const inner = Object.entries({ ...broken, 'components/olá/kustomization.yaml': 'resources:\n  - gone.yaml\n' })
    for (const [path, text] of inner) {
      mkdirSync(join(root, 'platform', path, '..'), { recursive: true })
      writeFileSync(join(root, 'platform', path), text)
    }
    git(root, ['add', '--all'])
    const names = git(root, ['diff', '--cached', '--name-only'])
    expect(names).toContain('"platform/components/ol\\303\\241/kustomization.yaml"')
    const expected = ['components/api/kustomization.yaml', 'components/olá/kustomization.yaml', web]
    const found = expected.map((path) => `${path} reference-exists`)
    expect(list(root, names, [], join(root, 'platform'))).toEqual(expect.arrayContaining(found))
    expect(list(root, names, [], join(root, 'platform/components'))).toEqual(expect.arrayContaining(found))
  })

  it('says what cannot be read', () => {
    const { status, stderr } = runBinary('gitops-lint', ['--files-from', 'nowhere'], writeTree(sound))
    expect(stderr).toContain('gitops-lint: nowhere cannot be read')
    expect(status).toBe(2)
  })
})

describe('paths of findings', () => {
  it('are relative to where the command is run, so that a click opens them', () => {
    const root = writeTree(broken)
    const { stdout } = runBinary('gitops-lint', [], join(root, 'components/web'))
    expect(stdout).toContain('at kustomization.yaml:2:5')
    expect(stdout).toMatch(/^\.\.\/api\/kustomization\.yaml\n/)
    expect(stdout).toContain('through  ../../clusters/production/kustomization.yaml:2:5')
    expect(runBinary('gitops-lint', [root], '/').stdout).toContain(`at ${join(root, web).slice(1)}:2:5`)
    expect(runBinary('gitops-lint', ['--format', 'json'], join(root, 'components/web')).stdout).toContain(`"${web}"`)
  })
})

describe('help', () => {
  it.each(commandNames.filter((name) => name !== 'completion'))('of %s has examples', (name) => {
    const { status, stdout } = runBinary('gitops', [name, '--help'], '/')
    expect(status).toBe(0)
    expect(stdout).toContain('\nExamples:\n')
    const options = [...stdout.matchAll(/--([a-z][a-z-]+)/g)].map(([, option = '']) => option)
    // Whatever can be misspelt can be suggested.
    const shown = stdout.slice(stdout.indexOf('\nOptions:\n'), stdout.indexOf('\nExamples:\n'))
    const defined = [...shown.matchAll(/^ +(?:-\w, )?(?:-\w, )?--([a-z-]+)/gm)].map(([, option = '']) => option)
    expect(options.length).toBeGreaterThan(0)
    expect(defined.filter((option) => !optionNames.includes(option))).toEqual([])
  })

  it('names every command and suggests the nearest', () => {
    const { stdout } = runBinary('gitops', ['--help'], '/')
    const names = [...stdout.matchAll(/^ {2}gitops ([a-z]+)/gm)].map(([, name = '']) => name)
    expect(commandNames).toEqual(expect.arrayContaining([...new Set(names)]))
    expect(explainUsage('Unknown argument: prmote', ['prmote'], 'gitops')).toContain('did you mean `promote`?')
    expect(explainUsage('Unknown argument: stagd', ['--stagd'], 'gitops-lint')).toContain('did you mean `--staged`?')
    expect(explainUsage('Unknown argument: x', ['-x'], 'gitops-lint')).toBe(
      'there is no option `-x`; see `gitops-lint --help`',
    )
    expect(runBinary('gitops-lint', ['--fail-on', 'eror'], '/').stderr).toContain('; did you mean `error`?')
    expect(runBinary('gitops', ['--cwd', '.', 'lnt'], '/').stderr).toContain('did you mean `lint`?')
  })

  it('tells the version', () => {
    const { version }: { version: string } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
    )
    expect(runBinary('gitops', ['--version'], '/').stdout).toBe(`${version}\n`)
  })
})

describe('completion', () => {
  const complete = (program: 'gitops' | 'gitops-lint', words: readonly string[]): readonly string[] =>
    runBinary(program, ['--get-yargs-completions', program, ...words], '/').stdout.split('\n')

  it.each(['gitops', 'gitops-lint'] as const)('of %s is a script for a shell', (program) => {
    expect(runBinary(program, ['completion', 'bash'], '/')).toMatchObject({ status: 0, stderr: '' })
    expect(runBinary(program, ['completion', 'bash'], '/').stdout).toMatch(new RegExp(`^complete .*${program}$`, 'm'))
    expect(runBinary(program, ['completion', 'zsh'], '/').stdout).toContain(`#compdef ${program}\n`)
    const { stdout } = runBinary(program, ['completion'], '/', { env: { SHELL: '/usr/bin/zsh' } })
    expect(stdout).toContain(`#compdef ${program}\n`)
  })

  it('knows commands, options and values', () => {
    expect(complete('gitops', ['pro'])).toEqual(expect.arrayContaining(['promote', 'promotions']))
    expect(complete('gitops', ['lint', '--s'])).toContain('--staged')
    expect(complete('gitops-lint', ['--s'])).toContain('--staged')
    expect(complete('gitops-lint', ['--s']).filter((one) => /^--?.?$|\$0/.test(one) && one !== '')).toEqual([])
    expect(complete('gitops', ['lint', '--fail-on', ''])).toEqual(expect.arrayContaining(['error', 'never']))
  })

  it('knows rules and formats, and leaves files and revisions to the shell', () => {
    expect(completeValue(['explain', 'reference-e'])).toEqual(['reference-exists'])
    expect(completeValue(['lint', '--format', 's'])).toEqual(['sarif'])
    expect(completeValue(['--format', 'gi'])).toEqual(['gitlab', 'github'])
    expect(completeValue(['diff', '--format', 'm'])).toBeUndefined()
    expect(completeValue(['lint', '--cwd', ''])).toEqual([])
    expect(completeValue(['explain', '--h'])).toBeUndefined()
    expect(completeValue([''])).toBeUndefined()
  })

  it('knows the shells that it is for', () => {
    for (const program of ['gitops', 'gitops-lint'] as const) {
      expect(complete(program, ['completion', ''])).toEqual(['bash', 'zsh', 'fish', ''])
      expect(complete(program, ['completion', 'z'])).toEqual(['zsh', ''])
    }
  })

  it('leaves paths to the shell, which looks for them where there is no answer', () => {
    for (const words of [[''], ['cl'], ['clusters/'], ['comp'], ['--quiet', 'cl'], ['--files-from', 'cl']]) {
      expect([words, complete('gitops-lint', words)]).toEqual([words, ['']])
    }
    for (const words of [
      ['lint', 'cl'],
      ['build', 'clusters/'],
      ['lint', '--files-from', 'cl'],
    ]) {
      expect([words, complete('gitops', words)]).toEqual([words, ['']])
    }
  })

  it('takes words with the name of the program before them or without', () => {
    for (const before of [[], ['gitops'], ['/usr/bin/gitops'], ['./dist/gitops.js']]) {
      const args = ['--get-yargs-completions', ...before, 'lint', '--format', 'gi']
      expect(runBinary('gitops', args, '/').stdout).toBe('gitlab\ngithub\n')
    }
  })

  it('has a script for fish that passes the name and offers paths', () => {
    const { status, stdout } = runBinary('gitops-lint', ['completion', 'fish'], '/')
    expect(status).toBe(0)
    expect(stdout).toContain('gitops-lint --get-yargs-completions gitops-lint $words[2..-1] "$current"')
    expect(stdout).toContain('__fish_complete_path "$current"')
    expect(runBinary('gitops-lint', ['completion'], '/', { env: { SHELL: '/usr/bin/fish' } }).stdout).toBe(stdout)
  })

  it.skipIf(spawnSync('fish', ['--version']).status !== 0)('runs in fish', () => {
    const root = writeTree({ 'clusters/production/kustomization.yaml': '' })
    const programs = (['gitops', 'gitops-lint'] as const).flatMap((program) => [
      `function ${program}; "${process.execPath}" "${join(import.meta.dirname, `../dist/${program}.js`)}" $argv; end`,
      `${program} completion fish | source`,
    ])
    const lines = ['gitops-lint clus', 'gitops lint clus', 'gitops completion f', 'gitops lint --format gitl']
    const script = [...programs, ...lines.map((line) => `complete -C '${line}'`)].join('\n')
    const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { cwd: root, encoding: 'utf8' })
    expect(stdout.replace(/\t.*/g, '')).toBe('clusters/\nclusters/\nfish\ngitlab\n')
  })

  it('runs in bash', () => {
    const root = writeTree({ 'try.sh': '' })
    const shims = (['gitops', 'gitops-lint'] as const).map(
      (program) =>
        `${program}() { "${process.execPath}" "${join(import.meta.dirname, `../dist/${program}.js`)}" "$@"; }`,
    )
    const script = [
      ...shims,
      'eval "$(gitops completion bash)"',
      'COMP_WORDS=(gitops lint --fail); COMP_CWORD=2; _gitops_yargs_completions; echo $COMPREPLY',
    ]
    writeFileSync(join(root, 'try.sh'), script.join('\n'))
    const { stdout } = spawnSync('bash', ['try.sh'], { cwd: root, encoding: 'utf8' })
    expect(stdout).toBe('--fail-on\n')
  })
})

describe('progress', () => {
  it('is written while this thread computes, and no more once it is over', () => {
    const path = join(writeTree({ terminal: '' }), 'terminal')
    const descriptor = openSync(path, 'w')
    const progress = startProgress('reading', { descriptor, delay: 50 })
    const waitFor = (text: string): void => {
      const end = Date.now() + 30_000
      while (!readFileSync(path, 'utf8').includes(text) && Date.now() < end);
    }
    waitFor('reading…')
    progress.tell('judging')
    waitFor('judging…')
    expect(progress.end()).toBe(true)
    expect(progress.end()).toBe(false)
    closeSync(descriptor)
    const frames = readFileSync(path, 'utf8').split('\r\u001b[K')
    expect(frames[0]).toBe('')
    expect(frames[1]).toMatch(/^. reading…$/u)
    expect(frames.at(-1)).toMatch(/^. judging…$/u)
  })

  it('is not begun for what is soon over', () => {
    const path = join(writeTree({ terminal: '' }), 'terminal')
    const descriptor = openSync(path, 'w')
    expect(startProgress('reading', { descriptor, delay: 60_000 }).end()).toBe(false)
    closeSync(descriptor)
    expect(readFileSync(path, 'utf8')).toBe('')
  })

  it('is not shown where there is no terminal', () => {
    expect(runBinary('gitops-lint', [], writeTree(sound))).toEqual({ status: 0, stdout: noFindings, stderr: '' })
  })
})
