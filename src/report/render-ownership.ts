import type { AppliedKustomization } from '../model/closure/applied-kustomization.ts'
import { listOwners } from '../model/queries/list-owners.ts'
import { locateKustomization } from '../model/queries/locate-kustomization.ts'
import { nameKustomization } from './explain-steps.ts'
import type { WhyContext } from './render-why.ts'
import { showPlace } from './show-place.ts'
import { toPrintable } from './to-printable.ts'

/** Longer chains are cut in the middle: they come from a mistake. */
const maximumOwners = 30

/** How an object came into its cluster: the cluster, then each Flux Kustomization below the one that applies it. */
export function renderOwnership(cluster: string, owner: AppliedKustomization, context: WhyContext): string {
  const { open, colors, secrets } = context
  const owners = listOwners(owner)
  const shown = owners.length > maximumOwners ? [...owners.slice(0, 20), ...owners.slice(-10)] : owners
  const rows = shown.map((one, index) => {
    const at = locateKustomization(one)
    const path = one.path?.text ?? one.build?.directory
    const lead = `${'   '.repeat(index)}└─ ${secrets.conceal(toPrintable(nameKustomization(one)))}`
    const target = path === undefined ? '' : `path ${secrets.conceal(toPrintable(path))}`
    const marks = [one.isCertain ? '' : 'uncertain', one.isSuspended ? 'suspended' : ''].filter((mark) => mark !== '')
    return { lead, target, place: at === undefined ? '' : showPlace(at, open), marks: marks.join(', ') }
  })
  const width = Math.max(0, ...rows.map(({ lead }) => lead.length))
  const widthOfTarget = Math.max(0, ...rows.map(({ target }) => target.length))
  const lines = rows.map(({ lead, target, place, marks }) =>
    [
      lead.padEnd(width),
      target.padEnd(widthOfTarget),
      colors.cyan(place),
      ...(marks === '' ? [] : [colors.yellow(`(${marks})`)]),
    ]
      .join('  ')
      .trimEnd(),
  )
  return `${[colors.bold(toPrintable(cluster)), ...lines].join('\n')}\n`
}
