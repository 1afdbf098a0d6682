import { describe, expect, it } from 'vitest'
import { wantsColor } from '../src/cli/wants-color.ts'
import { runBinary } from './run-binary.ts'

describe('wantsColor', () => {
  it.each([
    [[], {}, true, true],
    [[], {}, false, false],
    [[], { TERM: 'dumb' }, true, false],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { FORCE_COLOR: 'true' }, false, true],
    [[], { FORCE_COLOR: '0' }, true, false],
    [[], { FORCE_COLOR: 'false' }, true, false],
    [[], { FORCE_COLOR: '' }, true, true],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
    [['--color'], { NO_COLOR: '1' }, false, true],
    [['--color=always'], { FORCE_COLOR: '0' }, false, true],
    [['--color=never'], {}, true, false],
    [['--no-color'], {}, true, false],
    [['--color=auto'], {}, true, true],
    [['--color=auto'], { NO_COLOR: '1' }, true, false],
    [['--no-color', '--color'], {}, false, true],
    [['--', '--color'], {}, false, false],
  ] as const)('%j with %j, on a terminal: %j', (args, environment, isTerminal, expected) => {
    expect(wantsColor(args, environment, isTerminal)).toBe(expected)
  })

  it('refuses another value with the choices', () => {
    expect(() => wantsColor(['--color=sometimes'], {}, true)).toThrow(
      '--color must be one of always, never, auto, true, false; found `sometimes`',
    )
    const { status, stderr } = runBinary('gitops', ['lint', '--color=alway'], '/')
    expect(stderr).toBe(
      'gitops: --color must be one of always, never, auto, true, false; found `alway`; did you mean `always`?\n',
    )
    expect(status).toBe(2)
  })

  it.each(['always', 'never', 'auto'])('--color=%s is taken by the parser', (value) => {
    expect(runBinary('gitops', ['explain', 'reference-exists', `--color=${value}`], '/').status).toBe(0)
  })
})
