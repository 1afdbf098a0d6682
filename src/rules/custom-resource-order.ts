import { locateField } from '../kustomize/lineage/locate-field.ts'
import type { AppliedObject } from '../model/closure/applied-kustomization.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import type { Location } from '../source/location.ts'
import { createClusterReports } from './clusters/create-cluster-reports.ts'
import { defineRule } from './define-rule.ts'
import { isInstalledElsewhere } from './ordering/is-installed-elsewhere.ts'
import { listSwitchedOff } from './ordering/list-switched-off.ts'
import { listUnordered, type Unordered } from './ordering/list-unordered.ts'
import { pickPlace } from './ownership/pick-place.ts'

const messages = {
  together: '{object} lies in the same Flux Kustomization `{consumer}` as {installer}: a new cluster gets neither',
  never:
    '{object} is applied by `{consumer}`, which has to succeed before `{owner}` applies {installer}: a new cluster gets neither',
  unawaited:
    '`{owner}` does not wait for {release}, which brings the CRD of {object}; {who} on it and may come too early',
  unordered: '{who} not wait for `{owner}`, which brings the CRD of {object}: until then each try fails',
  switchedOff: '{release} leaves out the CRDs of its chart, and nothing else brings that of {object}',
} as const

const helps = {
  together: 'Move what needs the CRD to a Flux Kustomization of its own that depends on `{consumer}`.',
  never: 'Move what needs the CRD out of `{consumer}`, to a Flux Kustomization that depends on `{owner}`.',
  unawaited: 'Set `wait: true` on `{owner}`, or list the HelmRelease under its `healthChecks`.',
  unordered:
    'Let `{consumer}` depend on `{owner}`, which waits for what it applies; Flux gets there by retries as well.',
  switchedOff:
    'Switch them on in the values of the HelmRelease, mostly `crds.enabled: true`, or add the CRDs to the cluster.',
} as const

const mostRelated = 10

export default defineRule({
  id: 'custom-resource-order',
  severity: 'warning',
  summary: 'No custom resource is applied before its CRD.',
  why: 'Flux tries all objects of a Flux Kustomization before it applies any. One whose CRD is missing stops them all, and the HelmRelease among them that would bring the CRD is never applied. A running cluster does not show it; the next new one does.',
  fix: 'Put operators and what needs their CRDs into separate Flux Kustomizations, with `wait: true` on the first and `dependsOn` on the second.',
  messages,
  create: ({ repository, report }) => {
    const reports = createClusterReports<keyof typeof messages>()
    return {
      Cluster(cluster, closure) {
        if (isScaffold(cluster.directory)) return
        const found = listUnordered(closure).filter((one) => !isInstalledElsewhere(repository, wordsOf(one)))
        for (const [one, ...others] of groupByCause(found)) {
          const { consumer, installer, object } = one
          const at = placeOf(one)
          if (at === undefined || repository.files.get(at.file)?.isIgnored !== false) continue
          const message = one.is === 'never' && installer.object.owner === consumer ? 'together' : one.is
          reports.add(cluster.name, {
            message,
            data: {
              object: describe(object),
              consumer: consumer.name,
              installer:
                installer.chart === undefined ? 'its CRD' : `${describe(installer.object)}, which brings its CRD`,
              release: describe(installer.object),
              owner: installer.object.owner.name,
              who: whoOf(one, others.length),
            },
            at,
            pointer: `${installer.object.id.kind}/${installer.object.id.name}#${message}[${consumer.name}]`,
            help: helps[message],
            severity: severityOf(one),
            related: [
              ...related('brings the CRD', locateField(installer.object.root, ['metadata', 'name'])),
              ...(one.is === 'never' ? [] : [one, ...others])
                .slice(0, mostRelated)
                .flatMap(({ object: needy }) => related(`needs it: ${describe(needy)}`, placeOfKind(needy))),
            ],
          })
        }
        for (const { release, object } of listSwitchedOff(closure, repository)) {
          const at = pickPlace(repository, locateField(release.root, ['metadata', 'name']))
          if (at === undefined || isInstalledElsewhere(repository, [release.id.name, object.id.group])) continue
          reports.add(cluster.name, {
            message: 'switchedOff',
            data: { release: describe(release), object: describe(object) },
            at,
            pointer: `HelmRelease/${release.id.name}#switchedOff`,
            help: helps.switchedOff,
            severity: 'warning',
            related: related(`needs it: ${describe(object)}`, placeOfKind(object)),
          })
        }
      },
      Repository: () => reports.flush(report),
    }
  },
})

/** What waits for the same release, or could, is mended at once; what can never be applied is mended one by one. */
function groupByCause(found: readonly Unordered[]): readonly (readonly [Unordered, ...Unordered[]])[] {
  const groups = new Map<unknown, [Unordered, ...Unordered[]]>()
  const unordered = new Map<AppliedObject, Unordered>()
  for (const one of found) {
    const { object } = one.installer
    if (one.is === 'unordered' && !unordered.has(object)) unordered.set(object, one)
    const key = one.is === 'unordered' ? unordered.get(object) : one.is === 'unawaited' ? object : one
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return [...groups.values()]
}

/** Where it is mended, if that is in the repository. */
function placeOf({ is, consumer, installer, object }: Unordered): Location | undefined {
  const mended = is === 'unawaited' ? installer.object.owner.object : is === 'unordered' ? consumer.object : undefined
  return (mended && locateField(mended.root, ['metadata', 'name'])) ?? placeOfKind(object)
}

function placeOfKind({ root }: AppliedObject): Location | undefined {
  return locateField(root, ['kind'])
}

function related(
  message: string,
  at: Location | undefined,
): readonly { readonly message: string; readonly at: Location }[] {
  return at === undefined ? [] : [{ message, at }]
}

function describe({ id }: AppliedObject): string {
  return `the ${id.kind} \`${id.name}\``
}

function whoOf({ is, consumer }: Unordered, others: number): string {
  const isOne = others === 0
  const verb = is === 'unawaited' ? (isOne ? 'depends' : 'depend') : isOne ? 'does' : 'do'
  return `\`${consumer.name}\` ${isOne ? '' : `and ${others === 1 ? 'one other' : `${others} others`} `}${verb}`
}

/** What a script would call it that installs the CRD. */
function wordsOf({ installer: { chart, object }, object: needy }: Unordered): readonly string[] {
  return chart === undefined
    ? [needy.id.group, object.id.name]
    : [chart.source ?? chart.chart, object.id.name, needy.id.group]
}

/** Flux tries again, so that what is only not ordered heals by itself. */
function severityOf({ is, isCertain, installer }: Unordered): 'error' | 'warning' | 'info' {
  if (is === 'unordered') return 'info'
  return is === 'never' && isCertain && installer.chart?.alsoBy === undefined ? 'error' : 'warning'
}
