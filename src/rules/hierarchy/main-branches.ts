import type { Layout } from '../../model/layout.ts'

/** The branches that long-lived clusters follow: the configured one, or the usual names. */
export function mainBranches({ mainBranch }: Layout): readonly string[] {
  return mainBranch === undefined ? ['main', 'master'] : [mainBranch]
}
