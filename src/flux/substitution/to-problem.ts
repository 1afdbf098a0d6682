import type { BuildProblem } from '../../kustomize/build-problem.ts'
import { nearestMatch } from '../../source/nearest-match.ts'
import type { TemplateProblem } from './evaluate-template.ts'
import type { UsePlace } from './locate-uses.ts'
import type { Variables } from './variables.ts'

/** A mistake in a `${…}` of an object as a problem for a finding. */
export function toProblem(
  { code, message, name }: TemplateProblem,
  place: UsePlace | undefined,
  { known }: Variables,
): BuildProblem {
  const at = place?.at
  if (code === 'undefined-variable') {
    const near = name === undefined ? undefined : nearestMatch(name, [...known.keys()])
    return {
      code: 'substitution-undefined',
      message: `${message}, so that Flux fails${near === undefined ? '' : `; did you mean \`${near}\`?`}`,
      help: `Define it in \`postBuild\`, give it a default (\`\${${name}:=value}\`), or write \`$\${${name}}\` where the text is for a shell.`,
      at,
    }
  }
  if (code === 'too-deep' || code === 'too-costly') {
    return { code: 'substitution-limit', message: `a substitution was not computed: ${message}`, at }
  }
  return {
    code: 'substitution-syntax',
    message: `this \`\${\` is nothing that Flux can substitute, and it fails: ${message}`,
    help: 'Write `$${` where the text is for a shell, or set the annotation `kustomize.toolkit.fluxcd.io/substitute: disabled` on the object.',
    at,
  }
}
