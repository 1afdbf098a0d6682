import { listTexts } from '../../flux/substitution/list-texts.ts'
import type { BuildProblem } from '../../kustomize/build-problem.ts'
import type { SubstitutionOf } from '../../model/closure/substitution.ts'
import { isCode } from './is-code.ts'

/** What no one writes who means a variable of Flux: `${{ … }}`, `${arr[@]}`, `${!name}`, `${a.b}`, `${f(x)}`. */
const foreign = /^\$\{(?:\{|!|#?\w+\[|[^}\n]*[.(])/

/** Whether a `${…}` that Flux cannot read is obviously for another program. `text` is the file that it stands in. */
export function isForeignSyntax({ before }: SubstitutionOf, { at }: BuildProblem, text: string): boolean {
  if (at === undefined) return false
  if (foreign.test(text.slice(at.start, at.start + 200))) return true
  return listTexts(before.value, before.root).some(({ isKey, node, path }) => {
    const around = isKey ? undefined : node?.step?.at
    const holds = around?.file === at.file && around.start <= at.start && at.start < around.end
    return holds && isCode(before.value, path)
  })
}
