import type { Transaction } from '../../files/transaction/transaction.ts'
import { toPrintable } from '../../report/to-printable.ts'
import type { Terminal } from '../terminal.ts'

/** Says what became of an earlier command that had been interrupted. */
export function tellRecovery({ recovered }: Transaction, terminal: Terminal): void {
  if (recovered === undefined) return
  const files = recovered.paths.length === 1 ? '1 file' : `${recovered.paths.length} files`
  terminal.warn(
    `\`gitops ${toPrintable(recovered.title)}\` had been interrupted; it was ${recovered.outcome} (${files}).\n`,
  )
}
