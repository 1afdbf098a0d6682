import type { Repository } from '../../model/repository.ts'

/** Files that set up a cluster before Flux does. */
const isSetup =
  /(?:helmfile[^/]*$|\.(?:sh|bash|ps1|py|tf|tofu|tfvars|hcl|j2|just|mk)$|(?:^|\/)\.?(?:just|make|task)file[^/]*$|(?:^|\/)(?:\.?taskfiles?|helmfile\.d|bootstrap|ansible|terraform|talos|scripts?|hack|\.github\/workflows|\.just)\/)/i
const maximumBytes = 1024 * 1024

const known = new WeakMap<Repository, readonly string[]>()

/** The texts of all that sets up clusters beside Flux: scripts, helmfiles, Terraform, what a node boots with. */
export function listSetupTexts(repository: Repository): readonly string[] {
  const texts = known.get(repository) ?? readSetups(repository)
  known.set(repository, texts)
  return texts
}

function readSetups({ files, closures }: Repository): readonly string[] {
  const loaded = [...closures.values()].map((closure) => closure.files)
  return [...files.values()].flatMap((file) => {
    if (!isSetup.test(file.path) || file.size > maximumBytes) return []
    return loaded.some((reached) => reached.has(file.path)) ? [] : [file.text]
  })
}
