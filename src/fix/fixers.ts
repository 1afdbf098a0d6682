import type { Fixer } from './fix.ts'
import { updateApiVersion } from './flux/update-api-version.ts'
import { listFluxSystemFirst } from './kustomization/list-flux-system-first.ts'
import { removeRepeat } from './kustomization/remove-repeat.ts'
import { replaceDeprecatedField } from './kustomization/replace-deprecated-field.ts'
import { respellReference } from './kustomization/respell-reference.ts'
import { simplifyPath } from './kustomization/simplify-path.ts'
import { sortEntries } from './kustomization/sort-entries.ts'
import { createNamespace } from './namespaces/create-namespace.ts'

/** What mends the findings of a rule, in the order in which it is tried. */
export const fixers: ReadonlyMap<string, Fixer> = new Map([
  ['reference-portable', respellReference],
  ['reference-plain', simplifyPath],
  ['flux-api-version', updateApiVersion],
  ['deprecated-field', replaceDeprecatedField],
  ['reference-repeated', removeRepeat],
  ['cluster-flux-system-first', listFluxSystemFirst],
  ['namespace-exists', createNamespace],
  ['resources-sorted', sortEntries],
])
