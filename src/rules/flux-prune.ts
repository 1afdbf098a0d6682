import { readText } from '../flux/read-text.ts'
import { locateField } from '../kustomize/lineage/locate-field.ts'
import { compileGlobs } from '../model/compile-globs.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'

const messages = {
  off: 'the Flux Kustomization `{name}` does not prune: what is deleted in Git stays in the cluster',
  on: 'the Flux Kustomization `{name}` prunes: what leaves Git is deleted in the cluster',
} as const

export default defineRule({
  id: 'flux-prune',
  severity: 'warning',
  isOn: false,
  summary: 'Every Flux Kustomization prunes, or none does, as the contract has it.',
  why: 'Without `prune`, what is deleted or renamed in Git goes on running, and nobody sees it there any more. With it, a mistake in Git deletes what holds data. Which of them a platform wants where is its own choice, so this rule is off until you switch it on.',
  fix: 'Set `prune` as agreed, or add the name to `except`.',
  messages,
  options: {
    require: { description: 'What `prune` is to be.', default: true as boolean },
    except: {
      description: 'Globs of the names of Flux Kustomizations that may do as they like, as `name` or `namespace/name`.',
      default: [] as readonly string[],
    },
  },
  create: ({ repository, options, report }) => {
    const isExcepted = compileGlobs(options.except)
    const reports = createClusterReports<keyof typeof messages>()
    return {
      Cluster(cluster, { applied }) {
        if (isScaffold(cluster.directory)) return
        for (const { name, namespace, object, isCertain } of applied) {
          if (object === undefined || !isCertain || isExcepted(name) || isExcepted(`${namespace}/${name}`)) continue
          const prune = readText(object.root, ['spec', 'prune'])?.text
          if (prune !== (options.require ? 'false' : 'true')) continue
          const at = locateField(object.root, ['spec', 'prune'])
          if (at === undefined || repository.files.get(at.file)?.isIgnored !== false) continue
          const message = options.require ? 'off' : 'on'
          reports.add(cluster.name, { message, data: { name }, at, pointer: `${namespace}/${name}#spec.prune` })
        }
      },
      Repository: () => reports.flush(report),
    }
  },
})
