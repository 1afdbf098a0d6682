import type { DetectedLayout } from './detected-layout.ts'
import type { Setting } from './setting.ts'
import { shortenNames } from './shorten-names.ts'

/** What a configuration has to say about a layout: only what is not so by default. */
export function listSettings(layout: DetectedLayout): readonly Setting[] {
  const { clusters, environments, ephemeral, mainBranch, infrastructure, promotion } = layout
  const names = [...clusters.map(({ name }) => name), ...environments.flatMap((one) => one.clusters)]
  const settings: Setting[] = []
  if (environments.length > 0) {
    const lines = environments.map(({ name, clusters: own }) =>
      own.length === 1 && own[0] === name
        ? `  - ${quote(name)}`
        : `  - name: ${quote(name)}\n    clusters: ${quoteList(shortenNames(own, names))}`,
    )
    settings.push({
      name: 'environments',
      comment: 'The stages of promotion, the first stage first.',
      lines: ['environments:', ...lines.flatMap((line) => line.split('\n'))],
    })
  }
  if (ephemeral.length > 0) {
    settings.push({
      name: 'ephemeral',
      comment: 'Clusters that live only as long as a branch does.',
      lines: [`ephemeral: ${quoteList(ephemeral)}`],
      softens: {
        'ephemeral-cluster-on-main': 'an ephemeral cluster is on the main branch today',
        'cluster-branch': 'an ephemeral cluster follows the main branch today',
      },
    })
  }
  if (mainBranch !== undefined) {
    settings.push({
      name: 'mainBranch',
      comment: 'The branch that all other clusters follow.',
      lines: [`mainBranch: ${quote(mainBranch)}`],
    })
  }
  if (infrastructure.length > 0) {
    settings.push({
      name: 'infrastructure',
      comment: 'What every cluster must have.',
      lines: [`infrastructure: ${quoteList(infrastructure)}`],
    })
  }
  if (promotion.length > 0) {
    settings.push({
      name: 'promotion.directories',
      comment: 'What an environment owns: `gitops promote` moves these directories together.',
      lines: ['promotion:', '  directories:', ...promotion.map((pattern) => `    - ${quote(pattern)}`)],
    })
  }
  return settings
}

function quoteList(texts: readonly string[]): string {
  return `[${texts.map(quote).join(', ')}]`
}

/** Plain where nobody can take it for anything else; otherwise as JSON has it, which is YAML too. */
function quote(text: string): string {
  const isWord = /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
  return isWord ? text : JSON.stringify(text)
}
