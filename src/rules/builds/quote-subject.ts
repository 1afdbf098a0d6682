import type { Observation } from '../../kustomize/build/build-run.ts'

/** What a patch is for, in words, with the name in quotes: Deployment `web` in shop. */
export function quoteSubject({ subject, patch }: Observation): string {
  const name = patch?.target?.name.text ?? ''
  const at = name === '' ? -1 : subject.indexOf(name, (patch?.target?.kind.text || 'any kind').length)
  return at < 0 ? subject : `${subject.slice(0, at)}\`${name}\`${subject.slice(at + name.length)}`
}
