import type { Repository } from '../../model/repository.ts'

/** Files that set up a cluster before Flux does. */
const isSetup =
  /(?:helmfile[^/]*$|\.(?:sh|bash|ps1|py|tf|tofu|tfvars|hcl|j2|just|mk)$|(?:^|\/)\.?(?:just|make|task)file[^/]*$|(?:^|\/)(?:\.?taskfiles?|helmfile\.d|bootstrap|ansible|terraform|talos|scripts?|hack|\.github\/workflows|\.just)\/)/i
const maximumBytes = 1024 * 1024

const indexes = new WeakMap<Repository, readonly string[]>()

/**
 * Whether something that sets up clusters beside Flux names any of the words: a script, a helmfile, Terraform, what a node
 * boots with. What it installs is there before Flux applies anything.
 */
export function isInstalledElsewhere(repository: Repository, words: readonly string[]): boolean {
  const texts = indexes.get(repository) ?? readSetups(repository)
  indexes.set(repository, texts)
  return texts.some((text) => words.some((word) => text.includes(word)))
}

function readSetups({ files, closures }: Repository): readonly string[] {
  const loaded = [...closures.values()].map((closure) => closure.files)
  return [...files.values()].flatMap((file) => {
    if (!isSetup.test(file.path) || file.size > maximumBytes) return []
    return loaded.some((reached) => reached.has(file.path)) ? [] : [file.text]
  })
}
