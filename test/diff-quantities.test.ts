import { expect, it } from 'vitest'
import { readQuantity } from '../src/model/diff/read-quantity.ts'

it.each([
  ['10Gi', 10 * 1024 ** 3],
  ['0.5Ti', 512 * 1024 ** 3],
  ['1.5G', 1.5e9],
  ['1k', 1000],
  ['500m', 0.5],
  ['1E', 1e18],
  ['1E3', 1000],
  ['12e6', 12e6],
  ['.5', 0.5],
  ['5.', 5],
  ['5', 5],
  [5, 5],
  [5n, 5],
  ['', undefined],
  ['Gi', undefined],
  ['10gi', undefined],
  ['10 Gi', undefined],
  [`\${size}`, undefined],
  [null, undefined],
  [true, undefined],
])('%s', (value, expected) => {
  expect(readQuantity(value)).toBe(expected)
})
