import type { ChosenSetting } from './setting.ts'

/** The text of a new `.gitops.yaml`. */
export function renderConfiguration(settings: readonly ChosenSetting[]): string {
  const head = [
    '# How this repository is laid out, for gitops-lint: written by `gitops init`, yours to change.',
    '# All settings: `docs/configuration.md` of gitops-lint. What is not said here is found in the files.',
  ]
  const parts = settings.map(({ comment, lines, leftOut }) =>
    leftOut === undefined
      ? [`# ${comment}`, ...lines]
      : [`# ${comment}`, `# Left out, as ${leftOut}:`, ...lines.map((line) => `# ${line}`)],
  )
  return `${[head, ...parts].map((lines) => lines.join('\n')).join('\n\n')}\n`
}
