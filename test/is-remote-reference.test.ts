import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRemoteReference } from '../src/kustomize/is-remote-reference.ts'

interface Recorded {
  readonly texts: readonly { readonly text: string; readonly file: boolean; readonly repository: boolean }[]
}

const { texts } = JSON.parse(readFileSync(join(import.meta.dirname, 'data/remote-references.json'), 'utf8')) as Recorded

describe('isRemoteReference says what the real kustomize would fetch', () => {
  it.each(texts)('$text: file $file, repository $repository', ({ text, file, repository }) => {
    expect(isRemoteReference(text)).toBe(file || repository)
  })

  it('ends on endless text', () => {
    for (const part of ['@', 'a@', '.', 'git::']) expect(isRemoteReference(part.repeat(200_000))).toBe(false)
  })
})
