import type { Cache } from '../../files/cache/cache.ts'
import type { Terminal } from '../terminal.ts'
import type { ReportQuestion } from './write-reports.ts'

/** How findings are shown: all that a report depends on beside them and their files. */
export type ReportView = Omit<ReportQuestion, 'repository' | 'findings' | 'part'>

/** What was printed of the findings of a state before, in the same view; undefined where they have to be rendered. */
export function recallReport(cache: Cache, state: string, view: ReportView, terminal: Terminal): string | undefined {
  return isPrinted(view) ? cache.read(keyOf(state, view, terminal)) : undefined
}

/** Remembers what was printed of the findings of a state, where all of it was printed. */
export function rememberReport(
  cache: Cache,
  { state, printed }: { readonly state: string; readonly printed: string },
  view: ReportView,
  terminal: Terminal,
): void {
  if (isPrinted(view)) cache.write(keyOf(state, view, terminal), printed)
}

/** Whether nothing of it goes to files. */
function isPrinted({ requests }: ReportView): boolean {
  return requests.every(({ file }) => file === undefined)
}

function keyOf(state: string, view: ReportView, { workingDirectory, supportsColor }: Terminal): string {
  return JSON.stringify(['report', state, view, workingDirectory, supportsColor])
}
