import { durationFieldsOf } from '../../flux/duration-fields.ts'
import type { ObjectValidator } from '../../flux/schemas/compile-object-schema.ts'
import { validateObject } from '../../flux/schemas/validate-object.ts'
import type { ValidationProblem } from '../../flux/schemas/validation-problem.ts'
import type { BuiltObject } from '../../kustomize/build/built-object.ts'
import { getNode } from '../../kustomize/tree/get-node.ts'
import type { TreeNode } from '../../kustomize/tree/tree-node.ts'

/**
 * What the API server would say against an object, but for what is only so in Git (what SOPS encrypts is decrypted before
 * it is applied; Flux drops `status`: normalize of fluxcd/pkg/ssa) and for durations, which have a rule of their own. An
 * object that several clusters share is judged once for each schema.
 */
export function listObjectProblems(object: BuiltObject, validator: ObjectValidator): readonly ValidationProblem[] {
  const byValidator = known.get(object.root) ?? new Map<ObjectValidator, readonly ValidationProblem[]>()
  known.set(object.root, byValidator)
  const found =
    byValidator.get(validator) ??
    validateObject(object.value, validator).filter(
      ({ path }) =>
        path[0] !== 'sops' &&
        path[0] !== 'status' &&
        !isEncrypted(object.root, path) &&
        !isOfOperator(object, path) &&
        !isDuration(object, path),
    )
  byValidator.set(validator, found)
  return found
}

const known = new WeakMap<TreeNode, Map<ObjectValidator, readonly ValidationProblem[]>>()

function isEncrypted(root: TreeNode, path: readonly (string | number)[]): boolean {
  return getNode(root, path)?.value.startsWith('ENC[') === true
}

/** The Flux Operator lets alerts and receivers name its own kinds, also in the definitions that bootstrap wrote. */
function isOfOperator({ id, root }: BuiltObject, path: readonly (string | number)[]): boolean {
  if (id.group !== 'notification.toolkit.fluxcd.io' || path.at(-1) !== 'kind') return false
  return ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'].includes(getNode(root, path)?.value ?? '')
}

function isDuration({ id, root }: BuiltObject, path: readonly (string | number)[]): boolean {
  return (
    getNode(root, path)?.kind === 'scalar' &&
    durationFieldsOf(id).some(
      (field) =>
        field.path.length === path.length && field.path.every((step, index) => step === '*' || step === path[index]),
    )
  )
}
