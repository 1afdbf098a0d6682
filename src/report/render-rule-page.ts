import type { Rule } from '../rules/rule.ts'

type Files = Readonly<Record<string, string>>

/** The documentation page of a rule, as Markdown. */
export function renderRulePage(rule: Rule, example: { readonly bad: Files; readonly good: Files }): string {
  const options = Object.entries(rule.options)
  return [
    `# ${rule.id}`,
    '',
    rule.summary,
    '',
    `Severity: ${rule.isOn ? rule.severity : `off (${rule.severity} when switched on)`}${rule.reach === 'clusters' ? '; where no cluster loads the file, an error is a warning' : ''}.`,
    '',
    '## Why',
    '',
    rule.why,
    '',
    '## Bad',
    '',
    ...renderFiles(example.bad),
    '## Good',
    '',
    ...renderFiles(example.good),
    '## How to fix',
    '',
    rule.fix,
    '',
    ...(options.length === 0
      ? []
      : [
          '## Options',
          '',
          '| option | default | meaning |',
          '|---|---|---|',
          ...options.map(
            ([name, option]) => `| \`${name}\` | \`${JSON.stringify(option.default)}\` | ${option.description} |`,
          ),
          '',
        ]),
  ].join('\n')
}

function renderFiles(files: Files): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) => [`\`${path}\``, '```yaml', text.trimEnd(), '```', ''])
}
