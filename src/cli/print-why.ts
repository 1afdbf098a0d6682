import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { BuildProblem } from '../kustomize/build-problem.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { listFields } from '../kustomize/lineage/list-fields.ts'
import { nameObject } from '../report/name-object.ts'
import { renderFields } from '../report/render-fields.ts'
import { renderPath, renderWhy, type WhyContext } from '../report/render-why.ts'
import { toWhyReport } from '../report/to-why-report.ts'

/** What `why` found. */
export interface WhyAnswer {
  readonly object: BuiltObject
  /** Undefined for the whole object. */
  readonly found: FieldLineage | undefined
  readonly problems: readonly BuildProblem[]
  readonly unverified: readonly BuildProblem[]
}

/** The answer of `why` as it is printed. */
export function printWhy(answer: WhyAnswer, format: 'text' | 'json', context: WhyContext): string {
  const { object, found, problems, unverified } = answer
  const { colors, secrets } = context
  if (format === 'json') {
    const report = toWhyReport({ object, fields: listReported(object, found), problems, unverified }, context)
    return `${JSON.stringify(report, null, 2)}\n`
  }
  if (found !== undefined && found.node !== object.root) return renderWhy(object, found, context)
  const title = [colors.bold(secrets.conceal(nameObject(object))), '', ...renderPath(object, context)].join('\n')
  return `${title}\n${renderFields(object, object.root, [], context)}`
}

/** The field that was asked for and all below it, or all of the object. */
function listReported(object: BuiltObject, found: FieldLineage | undefined): readonly FieldLineage[] {
  if (found === undefined || found.node === object.root) return listFields(object.root)
  const { node, path } = found
  const inner = node === undefined ? [] : listFields(node, path)
  return [found, ...inner.filter((one) => one.node !== node)]
}
