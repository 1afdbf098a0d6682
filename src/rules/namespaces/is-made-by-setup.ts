import type { Repository } from '../../model/repository.ts'
import { listSetupTexts } from '../ordering/list-setup-texts.ts'

const known = new WeakMap<Repository, ReadonlySet<string>>()

/**
 * Whether something that sets up clusters beside Flux (a script, a helmfile, Terraform) names a namespace, as a whole word
 * and not as a directory.
 */
export function isMadeBySetup(repository: Repository, name: string): boolean {
  const words =
    known.get(repository) ?? new Set(listSetupTexts(repository).filter(speaksOfNamespaces).flatMap(listWords))
  known.set(repository, words)
  return words.has(name)
}

function speaksOfNamespaces(text: string): boolean {
  return /namespace|\bns\b/i.test(text)
}

function listWords(text: string): readonly string[] {
  return [...text.matchAll(/[A-Za-z0-9_-]+/g)].flatMap(({ 0: word, index }) =>
    text[index + word.length] === '/' ? [] : [word],
  )
}
