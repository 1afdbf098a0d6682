import { locateValidationProblem } from '../flux/schemas/locate-validation-problem.ts'
import { locateField } from '../kustomize/lineage/locate-field.ts'
import { formatFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { getNode } from '../kustomize/tree/get-node.ts'
import type { AppliedObject } from '../model/closure/applied-kustomization.ts'
import { isLeftAlone } from '../model/diff/object-control.ts'
import { isScaffold } from '../model/is-scaffold.ts'
import { listClusterObjects } from '../model/queries/list-cluster-objects.ts'
import { listCustomSchemas } from '../model/queries/list-custom-schemas.ts'
import type { Location } from '../source/location.ts'
import { defineRule } from './define-rule.ts'
import { findSchemas } from './schemas/find-schemas.ts'
import { judgeObject, type Misfit } from './schemas/judge-object.ts'
import { keepText } from './substitution/keep-text.ts'

/** A misfit at its place, with all the clusters in which it is one. */
interface Finding {
  readonly object: AppliedObject
  readonly misfit: Misfit
  readonly at: Location
  readonly clusters: Set<string>
  readonly versions: Set<string>
  readonly isError: boolean
}

export default defineRule({
  id: 'object-schema',
  severity: 'error',
  summary: 'Every custom resource fits the schema that its cluster has for it.',
  why: 'The API server refuses an object with an unknown field or a wrong value, and Flux then applies nothing of the Kustomization that holds it. Which fields there are depends on the cluster: an older Flux or operator does not know the newer ones.',
  fix: 'Correct the field, or upgrade what brings the schema.',
  messages: {
    flux: '{object} does not fit this cluster’s Flux ({versions}): {problem}',
    own: '{object} does not fit the CRD that this cluster has: {problem}',
    builtIn: '{object} does not fit Flux {versions}: {problem}',
    notServed: '{object} has no match in this cluster: its CRD serves {problem}, not `{version}`',
  },
  create: ({ repository, report }) => {
    const findings = new Map<string, Finding>()
    const add = (cluster: string, object: AppliedObject, misfit: Misfit): void => {
      const at = placeOf(object, misfit)
      if (at === undefined || repository.files.get(at.file)?.isIgnored !== false) return
      const key = JSON.stringify([at.file, at.start, misfit.message, misfit.problem])
      const { clusters, versions, ...known } = findings.get(key) ?? {
        ...{ object, misfit, at, clusters: new Set<string>(), versions: new Set<string>(), isError: false },
      }
      const isError = known.isError || (misfit.severity === 'error' && !object.owner.isSuspended)
      findings.set(key, { ...known, clusters, versions, isError })
      clusters.add(cluster)
      if (misfit.fluxVersion !== undefined) versions.add(misfit.fluxVersion)
    }
    return {
      Cluster({ name, directory, fluxVersion }, closure) {
        if (isScaffold(directory)) return
        const definitions = listCustomSchemas(closure, repository)
        for (const object of listClusterObjects(closure).certain) {
          const { id, root } = object
          const schemas = id.group.includes('.') && isRendered(object) ? findSchemas(id, definitions) : []
          if (schemas.length === 0 || isLeftAlone(root)) continue
          const judged = schemas.map((schema) => judgeObject(object, schema, fluxVersion))
          // Where one of several definitions is content, nothing is said.
          if (judged.some(({ length }) => length === 0)) continue
          for (const misfit of judged[0] ?? []) add(name, object, misfit)
        }
      },
      Repository() {
        for (const { object, misfit, at, clusters, versions, isError } of findings.values()) {
          const { kind, name, version } = object.id
          const isSubstituted = misfit.problem.endsWith(quotingHint) && isSetByVariable(object, misfit)
          report({
            message: misfit.message,
            data: {
              object: `${kind} \`${name}\``,
              version,
              versions: [...versions].sort().join(', '),
              problem: isSubstituted ? misfit.problem.slice(0, -quotingHint.length) : misfit.problem,
            },
            ...(isSubstituted ? { help: keepText } : {}),
            at,
            pointer: `${kind}/${name}#${formatFieldPath(misfit.path)}`,
            severity: isError ? 'error' : 'warning',
            clusters: [...clusters],
          })
        }
      },
    }
  },
})

/** Whether an object is known as the cluster gets it; what stops its build or its substitution is told by other rules. */
function isRendered({ owner: { build, substitution } }: AppliedObject): boolean {
  return build?.problems.length === 0 && (substitution === undefined || substitution.problems.length === 0)
}

/** How a validation problem ends that quotes would mend. */
const quotingHint = '; put it in quotes'

function isSetByVariable({ root }: AppliedObject, { path }: Misfit): boolean {
  return getNode(root, path)?.step?.cause === 'substitution'
}

function placeOf({ root }: AppliedObject, { path }: Misfit): Location | undefined {
  return locateValidationProblem(root, path) ?? locateField(root, path)
}
