import type { DirectoryPair } from './directory-pair.ts'

/**
 * Replaces the directories of the source by those of the target where a text names them from the top of the repository:
 * `./clusters/staging/apps`. A path is recognised by what stands around it. One of a single name is only taken where it
 * cannot be anything else: after `./`, or where the text is known to be a path.
 */
export function replaceDirectories(text: string, pairs: readonly DirectoryPair[], isPath: boolean): string {
  return pairs.reduce((done, { from, to }) => {
    if (!done.includes(from)) return done
    const before = from.includes('/') || isPath ? '(^|[\\s"\'=:,(\\[])((?:\\./|/)?)' : '(^|[\\s"\'=:,(\\[])(\\./)'
    const pattern = new RegExp(`${before}${escapePattern(from)}(?=/|$|[\\s"',)\\]])`, 'gm')
    return done.replace(pattern, (_, boundary: string, start: string) => `${boundary}${start}${to}`)
  }, text)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
