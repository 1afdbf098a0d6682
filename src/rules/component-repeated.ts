import { listRepeatedComponents } from './builds/list-repeated-components.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'component-repeated',
  severity: 'warning',
  summary: 'No object goes through the same Component twice.',
  why: 'A Component patches all that the build has so far. Where a base has included it already its patches are applied twice: what they append to a list is there twice, prefixes and suffixes double, and a second round overrules what the base changed after the first.',
  fix: 'Include it once: in the base, or in the builds that use the base.',
  messages: {
    again: '`{component}` is applied a second time to what `{text}` brings in: it includes the Component already',
    nested: '`{component}` is applied a second time: `{text}` includes it, and an earlier entry has applied it',
  },
  create: ({ report }) => ({
    Repository(repository) {
      for (const { component, entry, first, by, clusters } of listRepeatedComponents(repository)) {
        const isNested = entry.target.kind === 'kustomization' && entry.target.file !== component
        report({
          message: isNested ? 'nested' : 'again',
          data: { component: component.directory, text: isNested ? entry.text : by.text },
          at: entry.at,
          pointer: `${entry.pointer}#${component.directory}`,
          clusters,
          related: [{ message: 'included first here', at: first.at }],
        })
      }
    },
  }),
})
