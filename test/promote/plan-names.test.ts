import { describe, expect, it } from 'vitest'
import { createDirectoryTest } from '../../src/promote/plan/create-directory-test.ts'
import { findLeaks } from '../../src/promote/plan/find-leaks.ts'

const isDirectory = createDirectoryTest([
  'clusters/dev/apps/a.yaml',
  'base/overlays/dev/a.yaml',
  'clusters/prod/a.yaml',
])

function leaks(source: string, target: string, text: string, mayName: readonly string[] = []): readonly string[] {
  const bytes = new TextEncoder().encode(text)
  const words = { source: [source], target: [target, `clusters/${target}`], mayName, isDirectory }
  return findLeaks('clusters/x/a.yaml', bytes, undefined, words).map((leak) => leak.text ?? '(hidden)')
}

describe('names that hold each other', () => {
  it.each([
    ['production-canary', 'production', 'a: production-canary', ['production-canary']],
    ['production-canary', 'production', 'a: production', []],
    ['production-canary', 'production', 'a: api.production-canary.example.com', ['api.production-canary.example.com']],
    ['staging-eu', 'staging', 'a: staging-eu-1', ['staging-eu-1']],
    ['staging-eu', 'staging', 'a: staging-us', []],
    ['staging', 'staging-eu', 'a: staging-eu', []],
    ['staging', 'staging-eu', 'a: staging', ['staging']],
    ['staging', 'staging-eu', 'a: staging-eu staging', ['staging-eu staging']],
    ['eu.staging', 'staging', 'a: eu.staging', ['eu.staging']],
  ])('%s to %s: %s', (source, target, text, expected) => {
    expect(leaks(source, target, text)).toEqual(expected)
  })

  it('what may be named goes before a name within it, and is no part of a longer name', () => {
    expect(leaks('staging', 'production', 'a: letsencrypt-staging', ['letsencrypt-staging'])).toEqual([])
    expect(leaks('production-canary', 'production', 'a: production-canary', ['production'])).toHaveLength(1)
  })
})

describe('a short name', () => {
  it.each([
    'device: /dev/null',
    'command: "sh -c cat /dev/stdin"',
    'path: /dev/shm',
    'text: install dev-tools for it',
    'package: go.dev',
    'url: https://go.dev/doc',
    'version: 1.2.3-dev.4',
    'tag: 1.0.0-dev',
    'DEV: yes',
    'dev-tools: yes',
    'type: dev',
    'file: settings.dev.yaml',
    'path: ./apps/dev',
    'run: |\n  mount /dev/sda\n  echo dev mode',
    'author: dev@example.com',
  ])('%s means something else', (text) => {
    expect(leaks('dev', 'prod', text)).toEqual([])
  })

  it.each([
    'environment: dev',
    'namespace: shop-dev',
    'name: dev-shop',
    'host: shop.dev.example.com',
    'url: https://dev.example.com/path',
    'url: postgres://db.dev.svc.cluster.local:5432/shop',
    'host: shop-dev.example.com',
    'path: ./clusters/dev',
    'path: ../../overlays/dev/a.yaml',
    'path: overlays/dev',
    'arg: ENV=dev',
  ])('%s names the environment', (text) => {
    expect(leaks('dev', 'prod', text)).toHaveLength(1)
  })

  it('is found in lines of another language', () => {
    expect(leaks('dev', 'prod', 'a: |\n  mode: dev\n  HOST=shop.dev.example.com\n')).toEqual([
      'mode: dev',
      'HOST=shop.dev.example.com',
    ])
  })

  it('is not looked for without end', () => {
    const started = performance.now()
    leaks('dev', 'prod', `a: ${'dev/'.repeat(100_000)}\nb: ${'dev.'.repeat(100_000)}\n`)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
