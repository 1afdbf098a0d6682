import { defineRule } from './define-rule.ts'
import { isUnrendered } from './kustomization/is-unrendered.ts'

export default defineRule({
  id: 'kustomization-ambiguous',
  severity: 'error',
  summary: 'No directory has more than one kustomization file.',
  why: 'kustomize recognises `kustomization.yaml`, `kustomization.yml` and `Kustomization`, and refuses a directory with two of them: `Found multiple kustomization files`. Nothing that includes the directory can be built any more.',
  fix: 'Merge the files into one, or give a file that is something else another name.',
  messages: {
    ambiguous: '{others} {verb} beside this file; kustomize refuses more than one kustomization file in a directory',
  },
  create: ({ repository, report }) => ({
    Repository() {
      for (const files of repository.ambiguous.values()) {
        // the first is the one that the model follows, so it knows the clusters
        const file = files.find((path) => repository.files.get(path)?.isIgnored === false)
        const source = repository.files.get(file ?? '')
        if (file === undefined || source === undefined || isUnrendered(source, repository)) continue
        const others = files.filter((path) => path !== file)
        report({
          message: 'ambiguous',
          data: {
            others: others.map((path) => `\`${path.slice(path.lastIndexOf('/') + 1)}\``).join(' and '),
            verb: others.length === 1 ? 'stands' : 'stand',
          },
          at: { file, start: 0, end: 0 },
          pointer: 'file',
          related: others.map((other) => ({ message: 'also here', at: { file: other, start: 0, end: 0 } })),
        })
      }
    },
  }),
})
