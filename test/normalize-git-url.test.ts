import { describe, expect, it } from 'vitest'
import { normalizeGitUrl } from '../src/flux/normalize-git-url.ts'

describe('normalizeGitUrl', () => {
  it.each([
    'https://github.com/org/platform',
    'https://github.com/org/platform.git',
    'https://github.com/org/platform/',
    'https://github.com/org/platform.git/',
    'https://github.com:443/org/platform',
    'http://github.com/org/platform',
    'https://user@github.com/org/platform',
    'https://gitlab-ci-token:glcbt-64_x@github.com/org/platform.git',
    `https://x-access-token:\${TOKEN}@github.com/org/platform`,
    'ssh://git@github.com/org/platform',
    'ssh://git@github.com:22/org/platform.git',
    'ssh://github.com/org/platform',
    'git://github.com/org/platform',
    'git+ssh://git@github.com/org/platform',
    'git@github.com:org/platform.git',
    'git@github.com:/org/platform.git',
    'org-1234@github.com:org/platform',
    'github.com:org/platform.git',
    'github.com/org/platform',
    'git@github.com:2222/org/platform',
    'HTTPS://GitHub.com/Org/Platform.git',
    'SSH://Git@GitHub.com/Org/Platform.GIT',
  ])('%s is github.com/org/platform', (url) => {
    expect(normalizeGitUrl(url)).toBe('github.com/org/platform')
  })

  it.each([
    ['https://gitlab.example.com/group/sub/repo.git', 'git@gitlab.example.com:group/sub/repo'],
    ['ssh://git@git.example.com:7999/~user/repo.git', 'https://git.example.com/~user/repo'],
    ['git@host:repo', 'ssh://git@host/repo'],
    ['https://[::1]:8443/org/repo', 'ssh://git@[::1]/org/repo'],
  ])('%s is the same repository as %s', (a, b) => {
    expect(normalizeGitUrl(a)).toBe(normalizeGitUrl(b))
  })

  it.each([
    ['https://github.com/org/platform', 'https://gitlab.com/org/platform'],
    ['https://github.com/org/platform', 'https://github.com/org/platform-infra'],
    ['https://github.com/org/platform', 'https://github.com/other/platform'],
    ['https://github.com/org/digit', 'https://github.com/org/di.git'],
    ['git@host:org/a', 'git@host:org/b'],
  ])('%s is another repository than %s', (a, b) => {
    expect(normalizeGitUrl(a)).not.toBe(normalizeGitUrl(b))
  })

  it('takes linear time', () => {
    const started = performance.now()
    for (const part of ['/', '@', ':', 'a@', 'a:', './', 'git@', '://']) {
      normalizeGitUrl(`${part.repeat(100_000)}x`)
      normalizeGitUrl(`https://host${part.repeat(100_000)}x`)
    }
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
