import type { FileSystem } from '../files/file-system.ts'
import { createFileTree, type FileTree } from '../files/file-tree.ts'
import type { ArtifactFiles } from '../flux/artifacts/artifact-files.ts'
import { packSource } from '../flux/artifacts/pack-source.ts'
import type { SourceOptions } from '../flux/artifacts/source-options.ts'
import type { FluxContext } from './flux-context.ts'
import type { Layout } from './layout.ts'

/** Makes artifacts of a repository, each once. */
export function createPacker(
  files: FileSystem,
  tree: FileTree,
  layout: Layout,
  checkouts: ReadonlyMap<string, FileSystem>,
): Pick<FluxContext, 'pack' | 'mapped'> {
  const packed = new Map<string, ArtifactFiles>()
  const once = (key: string, make: () => ArtifactFiles): ArtifactFiles => {
    const artifact = packed.get(key) ?? make()
    packed.set(key, artifact)
    return artifact
  }
  return {
    pack: (source) => {
      const kind = source?.kind === 'OCIRepository' || source?.kind === 'Bucket' ? source.kind : 'GitRepository'
      const ignore = source?.ignore
      const directories = source?.sparseCheckout
      return once(JSON.stringify([kind, ignore, directories]), () =>
        packSource(files, tree, {
          kind,
          ...(ignore === undefined ? {} : { ignore }),
          ...(directories === undefined ? {} : { sparseCheckout: { directories, at: source?.at } }),
        }),
      )
    },
    mapped: ({ kind, name, namespace }) => {
      const found = layout.sources.find(
        (one) => one.kind === kind && one.name === name && (namespace === undefined || one.namespace === namespace),
      )
      if (found === undefined) return undefined
      const { directory } = found
      const type = kind === 'Bucket' || kind === 'OCIRepository' ? kind : 'GitRepository'
      if (directory.startsWith('../')) {
        const checkout = checkouts.get(directory)
        return checkout && once(`checkout ${type} ${directory}`, () => packCheckout(checkout, directory, type))
      }
      return once(`mapped ${type} ${directory}`, () => packSource(files, tree, { kind: type, root: directory }))
    },
  }
}

function packCheckout(files: FileSystem, directory: string, kind: SourceOptions['kind']): ArtifactFiles {
  const artifact = packSource(files, createFileTree(files), { kind })
  return { ...artifact, sourceOf: (path) => `${directory}/${artifact.sourceOf(path)}` }
}
