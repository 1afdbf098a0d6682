import type { Repository } from '../../model/repository.ts'
import { listSetupTexts } from './list-setup-texts.ts'

/**
 * Whether something that sets up clusters beside Flux names any of the words: a script, a helmfile, Terraform, what a node
 * boots with. What it installs is there before Flux applies anything.
 */
export function isInstalledElsewhere(repository: Repository, words: readonly string[]): boolean {
  return listSetupTexts(repository).some((text) => words.some((word) => text.includes(word)))
}
