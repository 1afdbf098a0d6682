import { spanOf } from '../yaml/span-of.ts'
import { defineRule } from './define-rule.ts'
import { isUnrendered } from './kustomization/is-unrendered.ts'
import { fluxSystemOf } from './sorting/flux-system-of.ts'
import { isOrderWanted } from './sorting/is-order-wanted.ts'
import { listGroups } from './sorting/list-groups.ts'
import { sortGroup } from './sorting/sort-group.ts'

export default defineRule({
  id: 'resources-sorted',
  severity: 'info',
  isOn: false,
  summary: 'The entries of `resources` are in the order of their names.',
  why: 'Two people who add a line at the end of the same list have a conflict; in a sorted list they seldom meet, and nobody searches it for an entry. Flux applies objects in an order of its own, so that the order of `resources` changes nothing; that of `components`, `patches`, `transformers` and the like does, and is never judged. Names are compared byte by byte, without a leading `./`: as `sort` does (`shop-more.yaml`, `shop.yaml`) or without their endings (`shop.yaml`, `shop-more.yaml`), whichever a list is nearer to. `flux-system` and then `namespace.yaml` come first. An empty line, a comment or an entry that is commented out begins a group that is sorted by itself; where each entry has its own comment, the comment goes with the entry. Files whose build says `sortOptions: { order: fifo }` are left alone. It is a matter of taste, so this rule is off until you switch it on.',
  fix: 'Sort the list (`gitops-lint --fix`), or put what is to stay in its place behind an empty line.',
  messages: {
    late: '`{entry}` comes after `{other}`, but belongs before it',
  },
  options: {
    generators: {
      description:
        'Whether `files`, `envs` and `literals` of `configMapGenerator` and `secretGenerator` are to be sorted too.',
      default: false as boolean,
    },
  },
  create: ({ repository, options, report }) => ({
    KustomizationFile(kustomization) {
      const { path } = kustomization
      const file = repository.files.get(path)
      if (file === undefined || kustomization.isBroken || isUnrendered(file, repository)) return
      for (const group of listGroups(kustomization, fluxSystemOf(kustomization, repository))) {
        if (group.field !== 'resources' && !options.generators) continue
        const sorted = sortGroup(group)
        const index = sorted.findIndex((entry, at) => entry !== group.entries[at])
        const [entry, other] = [sorted[index], group.entries[index]]
        if (entry === undefined || other === undefined || isOrderWanted(kustomization, repository)) continue
        report({
          message: 'late',
          data: { entry: entry.name, other: other.name },
          at: { file: path, ...spanOf(entry.node) },
          pointer: `${group.field}[${entry.name}]`,
        })
      }
    },
  }),
})
