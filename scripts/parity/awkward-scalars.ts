import type { Random } from './random.ts'
import { raw, type Value } from './value.ts'

/** Plain and tagged scalars whose meaning depends on the YAML version or on the reader. */
export const awkwardRaw: readonly string[] = [
  ...['yes', 'no', 'on', 'off', 'Yes', 'NO', 'On', 'OFF', 'y', 'n', 'Y', 'N', 'true', 'True', 'TRUE', 'false', 'False'],
  ...['010', '0o7', '0O7', '0x1F', '0X1f', '0b11', '1_000', '0x_ff', '1e3', '1E3', '1e+3', '1.0', '1.', '.5', '1.50'],
  ...['-0', '+1', '-1', '0', '00', '08', '12345678901234567890', '9223372036854775807', '9223372036854775808'],
  ...['1.7976931348623157e308', '0.1', '1e-7', '123456789.123456789', '1e21'],
  ...['2001-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '2001-1-1', '2001-01-01T00:00:00Z'],
  ...[
    '~',
    'null',
    'Null',
    'NULL',
    '',
    '190:20:30',
    '1:30',
    '0.1.2',
    '1.2.3',
    '0x',
    '1e',
    '_1',
    '1__0',
    '-',
    '?x',
    '-x',
  ],
  ...['"1"', "'true'", '"null"', "'2001-01-01'", "''", '""', "'1e3'", '"0o7"', "'010'", "'yes'", '"~"', "'=' ", '='],
  ...[
    'a:b',
    'a#b',
    'a\\b',
    'a"b',
    "a'b",
    '$(APP_NAME)',
    '"a\\\n  b"',
    "'it''s'",
    '"\\u00e9\\x41\\t"',
    '"\\ud83d\\ude00"',
  ],
]

/** Explicit tags: what is put in the place of such a value later must be of that type too. */
const tagged = ['!!str 1', '!!int "3"', '!!float 1', '!!bool "true"', '! 12', '!!str', '!!null ""', '!custom x']

/** Numbers that JSON cannot hold: most builds fail on them. */
const hopelessRaw = ['.inf', '-.Inf', '.NaN', '1e400']

/** Strings that are hard to write or to print. */
export const awkwardStrings: readonly string[] = [
  ...[
    '',
    ' ',
    ' leading',
    'trailing ',
    '- item',
    'key: value',
    '# no comment',
    'a #b',
    "it's",
    'say "hi"',
    'x: ',
    ':x',
  ],
  ...['tab\there', '\ttab first', 'tab last\t', 'one\ntwo', 'line\n', 'line\n\n', '\nleading newline', '\n', '\n\n'],
  ...[
    '  indented\nless',
    'less\n  indented\n',
    'trailing space \nnext',
    'next\n trailing space ',
    'a\n\nb\n',
    'a\n\tb\n',
  ],
  ...[
    'ünïcödé',
    '日本語',
    '😀 emoji',
    'nbsp\u00a0x',
    'sep\u2028x',
    'nel\u0085x',
    'bell\u0007',
    'esc\u001b[0m',
    'e\u0301',
  ],
  ...['%percent', '@at', '`tick`', '{brace}', '[bracket]', '*star', '&amp', '!bang', '|pipe', '>fold', '=', '<<', '?'],
  ...['"quoted"', "'single'", '\\back\\slash', 'C:\\path', 'a\r\nb', 'a\rb', 'true', 'no', 'null', '1', '1e3', '0x10'],
  ...['1_000', '2001-01-01', '12:30', 'a,b', '---', '...', '--- x', 'x\n---\ny\n', '<a>&b', '\ufeffbom', 'del'],
  `${'x'.repeat(150)}`,
  `${'word '.repeat(30)}end`,
  `${'word '.repeat(30)}end\nand ${'more '.repeat(25)}\n`,
  `${'- a: b # '.repeat(12)}`,
  '#!/bin/sh\nset -eu\nif [ -z "$A" ]; then\n\techo "no A" >&2\n  exit 1\nfi\n',
  '{"json": [1, true, null, "x"]}',
  'key = value\n[section]\nother="x"\n',
]

const plainStrings = [
  'a',
  'value',
  'info',
  'debug',
  'v1',
  'example.com',
  '/var/lib',
  'http://web:8080/',
  'a b c',
  'x-y_z',
]

/** A string, sometimes an awkward one. */
export function anyString(random: Random): string {
  return random.chance(0.6) ? random.pick(plainStrings) : random.pick(awkwardStrings)
}

/** Any scalar: a string, a number, a boolean, null, or something that only looks like one. */
export function anyScalar(random: Random): Value {
  if (random.chance(0.5)) return anyString(random)
  if (random.chance(0.01)) return raw(random.pick(tagged))
  if (random.chance(0.001)) return raw(random.pick(hopelessRaw))
  if (random.chance(0.6)) return raw(random.pick(awkwardRaw))
  return random.pick<Value>([0, 1, 8080, -3, 1.5, true, false, null])
}

/** What may stand where a string is wanted: a string, or now and then a scalar of another type. */
export function looseString(random: Random): Value {
  return random.chance(0.06) ? anyScalar(random) : anyString(random)
}
