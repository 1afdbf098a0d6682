import type { FileTree } from '../files/file-tree.ts'
import { listGeneratedResources } from '../flux/list-generated-resources.ts'
import { fieldOf } from '../kustomize/field-of.ts'
import type { KustomizationFile } from '../kustomize/kustomization-file.ts'
import { kustomizationFileNames } from '../kustomize/kustomization-file-names.ts'
import { listReferenceEntries } from '../kustomize/list-reference-entries.ts'
import type { Reference } from '../kustomize/reference.ts'
import { resolvePath } from '../kustomize/resolve-path.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { textOf } from '../yaml/text-of.ts'
import type { SourceFile } from './source-file.ts'

type Linked = KustomizationFile & { readonly references: Reference[] }

interface Kustomizations {
  /** By directory. */
  readonly written: ReadonlyMap<RepoPath, KustomizationFile>
  readonly ambiguous: ReadonlyMap<RepoPath, readonly RepoPath[]>
  /** The kustomization file of a directory, or the one that Flux generates for it. */
  readonly kustomizationAt: (directory: RepoPath) => KustomizationFile
}

/** Reads every kustomization file and resolves its references. */
export function buildKustomizations(files: ReadonlyMap<RepoPath, SourceFile>, tree: FileTree): Kustomizations {
  const written = new Map<RepoPath, Linked>()
  const generated = new Map<RepoPath, Linked>()
  const ambiguous = new Map<RepoPath, RepoPath[]>()

  for (const name of kustomizationFileNames) {
    for (const file of files.values()) {
      if (file.path !== name && !file.path.endsWith(`/${name}`)) continue
      const directory = parentDirectory(file.path)
      const first = written.get(directory)
      if (first === undefined) written.set(directory, readKustomizationFile(file, directory))
      else ambiguous.set(directory, [...(ambiguous.get(directory) ?? [first.path]), file.path])
    }
  }
  for (const kustomization of written.values()) {
    const { document, root, path, directory } = kustomization
    if (document === undefined) continue
    for (const entry of listReferenceEntries(path, document, root)) {
      const target = resolvePath(entry, directory, tree, (wanted) => written.get(wanted))
      kustomization.references.push({ from: path, directory, target, ...entry })
    }
  }

  const kustomizationAt = (directory: RepoPath): KustomizationFile => {
    const known = written.get(directory) ?? generated.get(directory)
    if (known !== undefined) return known
    const kustomization = generate(directory)
    generated.set(directory, kustomization)
    for (const path of listGeneratedResources(directory, tree)) {
      const child = written.get(path)
      kustomization.references.push({
        field: 'resources',
        text: path.slice(directory === '' ? 0 : directory.length + 1),
        at: { file: child?.path ?? path, start: 0, end: 0 },
        pointer: `resources[${path}]`,
        loads: 'build',
        accepts: 'either',
        mayBeRemote: false,
        from: kustomization.path,
        directory,
        target: child === undefined ? { kind: 'file', path } : { kind: 'kustomization', file: child },
      })
    }
    return kustomization
  }
  return { written, ambiguous, kustomizationAt }
}

function generate(directory: RepoPath): Linked {
  return {
    path: directory === '' ? 'kustomization.yaml' : `${directory}/kustomization.yaml`,
    directory,
    kind: 'Kustomization',
    origin: 'generated',
    document: undefined,
    root: undefined,
    isBroken: false,
    references: [],
  }
}

/** kustomize reads the first document of the file only; without a kind it is a Kustomization. */
function readKustomizationFile(file: SourceFile, directory: RepoPath): Linked {
  const document = file.documents[0]
  const kind = document === undefined ? undefined : textOf(fieldOf(document, document.root, 'kind')?.value)
  return {
    path: file.path,
    directory,
    kind: kind === 'Component' ? 'Component' : 'Kustomization',
    origin: 'file',
    document,
    root: document?.root,
    isBroken: file.problem !== undefined || file.documents.some((one) => one.problems.length > 0),
    references: [],
  }
}
