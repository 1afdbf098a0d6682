import { expect, it } from 'vitest'
import { findCacheDirectory } from '../../src/files/cache-directory.ts'

it.each([
  ['as the user says', { XDG_CACHE_HOME: '/cache', HOME: '/homes/ada' }, 'linux', '/cache/gitops-lint'],
  ['in the home', { HOME: '/homes/ada' }, 'linux', '/homes/ada/.cache/gitops-lint'],
  [
    'not where a relative path is named',
    { XDG_CACHE_HOME: 'cache', HOME: '/homes/ada' },
    'linux',
    '/homes/ada/.cache/gitops-lint',
  ],
  ['where macOS has it', { HOME: '/Users/ada' }, 'darwin', '/Users/ada/Library/Caches/gitops-lint'],
  ['where the user says on macOS', { XDG_CACHE_HOME: '/cache', HOME: '/Users/ada' }, 'darwin', '/cache/gitops-lint'],
  ['nowhere without a home', {}, 'linux', undefined],
  ['nowhere where the home is empty', { HOME: '', XDG_CACHE_HOME: '' }, 'linux', undefined],
  ['nowhere where Windows names nothing', { HOME: '/homes/ada' }, 'win32', undefined],
])('the cache lies %s', (_name, environment, platform, expected) => {
  expect(findCacheDirectory(environment, platform)).toBe(expected)
})
