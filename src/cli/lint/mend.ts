import type { Diagnostic } from '../../source/diagnostic.ts'
import { configureWorkTree } from '../open-repository.ts'
import type { WorkTree } from '../read-work-tree.ts'
import type { Terminal } from '../terminal.ts'
import { fixFindings } from './fix-findings.ts'
import { openParts, type PartsQuestion } from './judge-anew.ts'
import { updateBaseline } from './update-baseline.ts'

/** What is to be written. */
interface MendQuestion extends PartsQuestion {
  readonly fix: boolean
  readonly isDry: boolean
}

/** Mends what is found and returns what remains, or writes the baseline. */
export async function mend(tree: WorkTree, question: MendQuestion, terminal: Terminal): Promise<readonly Diagnostic[]> {
  const { fix, isDry, asked, filesFrom } = question
  // Fixes are planned on what is there once nobody else writes, so that it need not be modelled before.
  if (fix && filesFrom === undefined) return fixFindings({ root: tree.root, asked }, { isDry }, terminal)
  const { opened } = await openParts(await configureWorkTree(tree, terminal), question, terminal)
  if (fix) return fixFindings(opened, { isDry }, terminal)
  updateBaseline(opened, terminal)
  return []
}
