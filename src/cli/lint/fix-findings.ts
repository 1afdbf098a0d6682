import { overlayFileSystem } from '../../files/overlay-file-system.ts'
import { applyTransaction } from '../../files/transaction/apply-transaction.ts'
import { withTransactionLock } from '../../files/transaction/with-transaction-lock.ts'
import type { FixPlan } from '../../fix/fix-plan.ts'
import { fixers } from '../../fix/fixers.ts'
import { planFixes } from '../../fix/plan-fixes.ts'
import { readBaseline } from '../../lint/baseline/read-baseline.ts'
import { judgeRepository } from '../../lint/judge-repository.ts'
import { createGitPatch } from '../../promote/patch/create-git-patch.ts'
import { renderFixes } from '../../report/render-fixes.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { isWithin } from '../../source/is-within.ts'
import { type OpenedRepository, openWorkTree } from '../open-repository.ts'
import { tellRecovery } from '../promotion/tell-recovery.ts'
import type { Terminal } from '../terminal.ts'

/** A plan, and what is found once it is carried out. */
interface Outcome {
  readonly plan: FixPlan
  readonly remaining: readonly Diagnostic[]
}

/**
 * Mends what can be mended, all or nothing, and tells what was done and what not. A dry run prints the patch to standard
 * output and the rest to standard error. Returns the findings that remain. Throws a UserError where a file cannot be
 * written.
 */
export async function fixFindings(
  { root, asked }: Pick<OpenedRepository, 'root' | 'asked'>,
  { isDry }: { readonly isDry: boolean },
  terminal: Terminal,
): Promise<readonly Diagnostic[]> {
  if (isDry) {
    const { plan, remaining } = await planOn(root, asked, terminal)
    terminal.print(createGitPatch(plan.changes))
    terminal.warn(renderFixes(plan, { isDry, remaining: remaining.length }))
    return remaining
  }
  return withTransactionLock(root, { title: 'lint --fix', processes: terminal.processes }, async (transaction) => {
    tellRecovery(transaction, terminal)
    const { plan, remaining } = await planOn(root, asked, terminal)
    await applyTransaction(transaction, plan.changes)
    terminal.print(renderFixes(plan, { isDry, remaining: remaining.length }))
    return remaining
  })
}

async function planOn(root: string, asked: readonly string[], terminal: Terminal): Promise<Outcome> {
  const { files, configuration, toModel } = await openWorkTree(root, terminal)
  const repository = toModel(files)
  const baseline = readBaseline(repository)
  const fixable = rules.filter(({ id }) => fixers.has(id))
  const plan = planFixes(repository, {
    files,
    toModel,
    findOpen: (state) => judgeRepository(state, configuration, fixable, { baseline, asked }).findings,
    mayChange: (path) => asked.some((one) => isWithin(path, one)),
  })
  const after = plan.changes.length === 0 ? repository : toModel(overlayFileSystem(files, plan.changes))
  return { plan, remaining: judgeRepository(after, configuration, rules, { baseline, asked }).findings }
}
