import type { Promotion } from '../../promote/history/promotion.ts'
import { quoteArgument } from './quote-argument.ts'

/** The command line that makes a promotion of the past again, such as after a rollback. */
export function nameRepetition({ source, target, sourceCommit, part, keepsTarget }: Promotion): string {
  const parts = part === undefined ? [] : part.split(', ')
  return [
    'gitops promote',
    quoteArgument(source),
    quoteArgument(target),
    `--source-ref ${sourceCommit.slice(0, 10)}`,
    ...parts.map((one) => `--only ${one === 'configuration' ? 'config' : quoteArgument(one)}`),
    ...(keepsTarget ? ['--keep-target'] : []),
  ].join(' ')
}
