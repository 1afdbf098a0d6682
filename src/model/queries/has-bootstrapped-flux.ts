import type { Repository } from '../repository.ts'

/** Whether no file that `flux bootstrap` is to write is still empty: what these bring to a cluster is seen. */
export function hasBootstrappedFlux({ files }: Pick<Repository, 'files'>): boolean {
  const known = answers.get(files) ?? judge(files)
  answers.set(files, known)
  return known
}

/** Every cluster asks. */
const answers = new WeakMap<Repository['files'], boolean>()

function judge(files: Repository['files']): boolean {
  for (const file of files.values()) {
    if (!file.path.endsWith('/gotk-components.yaml')) continue
    if (file.problem === undefined && file.objects.length === 0) return false
  }
  return true
}
