import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { durationFieldsOf } from '../../src/flux/duration-fields.ts'
import { formatDuration } from '../../src/flux/format-duration.ts'
import { parseDuration } from '../../src/flux/parse-duration.ts'
import { suggestDuration } from '../../src/rules/flux-objects/suggest-duration.ts'

const schemas = join(import.meta.dirname, '../../schemas/flux')

interface Schema {
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** The fields of a schema whose pattern is that of a duration, with their units. */
function listDurations(schema: Schema, path: string): readonly string[] {
  const units = /^\^\(\[0-9\]\+\(\\\.\[0-9\]\+\)\?\(([a-z|]+)\)\)\+\$$/.exec(schema.pattern ?? '')?.[1]
  return [
    ...(units === undefined ? [] : [`${path} ${units.split('|').sort().join(' ')}`]),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => listDurations(value, `${path}.${key}`)),
    ...(schema.items === undefined ? [] : listDurations(schema.items, `${path}.*`)),
  ].map((text) => text.replace(/^\./, ''))
}

describe('the fields that hold durations', () => {
  it.each(readdirSync(schemas))('are those of %s', (name) => {
    const { group, kind, schema } = JSON.parse(readFileSync(join(schemas, name), 'utf8'))
    const found = durationFieldsOf({ group, kind }).map(
      ({ path, units }) => `${path.join('.')} ${[...units].sort().join(' ')}`,
    )
    expect(found.sort()).toEqual([...listDurations(schema, '')].sort())
  })
})

describe('durations', () => {
  // Recorded with Go's regexp and the pattern of the CRDs.
  it.each([
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['1m0s', 60_000],
    ['500ms', 500],
    ...['1d', '1w', '10 m', '10', '0', '', '5min', '-1m', '500us', '1H', '10M', '1h 30m', '.5h', '1.m'].map(
      (text): [string, undefined] => [text, undefined],
    ),
  ])('%j', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds)
  })

  it.each([
    [0, '0s'],
    [30_000, '30s'],
    [3_570_000, '59m30s'],
    [86_400_000, '24h'],
  ])('%i ms', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })

  it.each([
    ['1d', '24h'],
    ['1 week', '168h'],
    ['10 m', '10m'],
    ['5MIN', '5m'],
    ['1 hour, 30 minutes', '1h30m'],
    ['1.5d', '36h'],
    ['0.5m', '30s'],
    ['10', undefined],
    ['soon', undefined],
    ['1 fortnight', undefined],
    ['1d later', undefined],
    ['0d', undefined],
    ['constructor', undefined],
    ['1 constructor', undefined],
  ])('what %j was meant to be', (text, wanted) => {
    expect(suggestDuration(text, { path: [], units: ['h', 'm', 's', 'ms'] })).toBe(wanted)
  })

  it('knows that sources take no hours', () => {
    expect(suggestDuration('2h', { path: [], units: ['m', 's', 'ms'] })).toBe('120m')
  })
})
