import { isAbsolute, join } from 'node:path'

/**
 * Where a program keeps what it can make again, as an absolute path: `$XDG_CACHE_HOME/gitops-lint`, or below what the
 * operating system has for it. `environment` is that of the process, `platform` Node's name of the system. Undefined where
 * the user has no home. That the directory exists, or can be written, is not said.
 */
export function findCacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): string | undefined {
  const { XDG_CACHE_HOME = '', LOCALAPPDATA = '', HOME = '' } = environment
  const caches = platform === 'darwin' ? join(HOME, 'Library/Caches') : join(HOME, '.cache')
  const usual = platform === 'win32' ? LOCALAPPDATA : caches
  // A relative one is to be ignored, says its specification; without a home, the usual one is relative too.
  const base = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : usual
  return isAbsolute(base) ? join(base, 'gitops-lint') : undefined
}
