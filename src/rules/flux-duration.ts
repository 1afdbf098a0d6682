import { isLeftAlone } from '../model/diff/object-control.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { listBadDurations } from './flux-objects/list-bad-durations.ts'
import { suggestDuration } from './flux-objects/suggest-duration.ts'

const messages = {
  near: '`{field}` of the {kind} `{name}` is `{text}`, which is no duration to Flux; write `{near}`',
  unknown: '`{field}` of the {kind} `{name}` is `{text}`, which is no duration to Flux',
  number: '`{field}` of the {kind} `{name}` is the number {text}; a duration needs a unit, as in `{text}s`',
} as const

export default defineRule({
  id: 'flux-duration',
  severity: 'error',
  summary: 'Every duration of a Flux object is one that Flux takes.',
  why: 'Flux knows `h`, `m`, `s` and `ms`, without spaces, and no days or weeks; for the `timeout` of sources not even hours. The cluster refuses an object with anything else, and with it all that the same Flux Kustomization applies.',
  fix: 'Write whole numbers with units, as in `1h30m` or `24h`.',
  messages,
  create: ({ repository, report }) => {
    const reports = createClusterReports<keyof typeof messages>()
    return {
      Cluster(cluster, { applied }) {
        if (isScaffold(cluster.directory)) return
        for (const { isCertain, isSuspended, objects } of applied) {
          if (!isCertain) continue
          for (const object of objects) {
            for (const { field, path, text, isNumber, at } of listBadDurations(object)) {
              if (isLeftAlone(object.root)) break
              if (at === undefined || repository.files.get(at.file)?.isIgnored !== false) continue
              const { kind, name, namespace } = object.id
              const near = isNumber ? undefined : suggestDuration(text, field)
              reports.add(cluster.name, {
                message: isNumber ? 'number' : near === undefined ? 'unknown' : 'near',
                data: { field: path.join('.'), kind, name, text, near: near ?? '' },
                at,
                pointer: `${kind}/${namespace}/${name}#${path.join('.')}`,
                ...(isSuspended ? { severity: 'warning' } : {}),
                ...(near === undefined ? {} : { help: `Write \`${near}\`.` }),
              })
            }
          }
        }
      },
      Repository: () => reports.flush(report),
    }
  },
})
