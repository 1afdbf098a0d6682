import { describe, expect, it } from 'vitest'
import { compileDirectoryPattern } from '../../src/promote/plan/compile-directory-pattern.ts'
import { commitFiles, configuration, createEnvironments, read, stop, succeed } from './sandbox.ts'

describe('a directory that a pattern matches', () => {
  it.each([
    ['clusters/{environment}', 'clusters/staging', 'clusters/production'],
    ['clusters/{environment}-*', 'clusters/staging-eu', 'clusters/production-eu'],
    ['clusters/*-{environment}', 'clusters/eu-staging', 'clusters/eu-production'],
    ['*/{environment}-*/{environment}', 'a/staging-b-c/staging', 'a/production-b-c/production'],
    ['**/{environment}', 'a/b/staging', 'a/b/production'],
    ['**/{environment}', 'staging', 'production'],
    ['{a,b}/{environment}-?/*', 'b/staging-1/c', 'b/production-1/c'],
    ['apps.d/{environment}/', 'apps.d/staging', 'apps.d/production'],
  ])('%s: %s', (pattern, path, expected) => {
    expect(compileDirectoryPattern(pattern).exchange(path, 'staging', 'production')).toBe(expected)
  })

  it('is refused where its counterpart cannot be told', () => {
    const { exchange } = compileDirectoryPattern('clusters/{environment}-[ab]')
    expect(() => exchange('clusters/staging-a', 'staging', 'production')).toThrow(
      /beside `\{environment\}` write names/,
    )
  })

  it('takes the names of environments as they are', () => {
    expect(compileDirectoryPattern('c/{environment}').exchange('c/a.b', 'a.b', '$&')).toBe('c/$&')
    expect(() => compileDirectoryPattern('c/{environment}').exchange('c/axb', 'a.b', 'c')).toThrow()
  })
})

describe('environments with several directories each', () => {
  it('are promoted one by one, and one that is new is called like its counterpart', () => {
    const root = createEnvironments({
      '.gitops.yaml': configuration("{ directories: ['clusters/{environment}', 'regions/{environment}-*'] }"),
      'regions/staging-eu/a.txt': '2\n',
      'regions/staging-us/a.txt': '2\n',
      'regions/production-eu/a.txt': '1\n',
    })
    succeed(root, ['promote', 'staging', 'production'])
    expect(read(root, 'regions/production-eu/a.txt')).toBe('2\n')
    expect(read(root, 'regions/production-us/a.txt')).toBe('2\n')
    expect(read(root, 'regions/production-*/a.txt')).toBeUndefined()
  })

  it('two directories for one are refused', () => {
    const root = createEnvironments()
    const directories = "{ directories: ['x/production-{environment}', 'x/{environment}-production'] }"
    const files = { '.gitops.yaml': configuration(directories), 'x/production-production/a.txt': 'a\n' }
    commitFiles(root, files, 'Odd')
    expect(stop(root)).toContain('would both be promoted to `x/production-production`')
  })
})
