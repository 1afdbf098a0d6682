import { compileGlobs } from '../model/compile-globs.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { spanOf } from '../yaml/span-of.ts'
import { defineRule } from './define-rule.ts'
import { listOrphanManifests } from './orphans/list-orphan-manifests.ts'
import { locateField } from './references/locate-field.ts'

export default defineRule({
  id: 'orphan-manifest',
  severity: 'warning',
  summary: 'Every manifest beside a kustomization file that a cluster builds is part of some build.',
  why: 'kustomize says nothing of a file that no kustomization file lists: the object is in Git and was reviewed, and no cluster has it.',
  fix: 'List it under `resources`, or delete it. A manifest that is off on purpose may stay listed in a comment.',
  messages: {
    file: 'no cluster gets this manifest: `{home}` does not list it, and nothing else names it',
    directory:
      'no cluster gets the {count} manifests in `{directory}`: `{home}` does not list them, and nothing else names them',
  },
  options: { ignore: { description: 'Globs of manifests that need not be part of a build.', default: [] } },
  create: ({ options, report }) => {
    const isExcepted = compileGlobs(options.ignore)
    return {
      Repository(repository) {
        if (repository.clusters.length === 0) return
        for (const { home, directory, files } of listOrphanManifests(repository)) {
          const orphans = files.filter((file) => !isExcepted(file.path))
          const listed = [{ message: 'this is where it would be listed', at: locateField(home, 'resources') }]
          const isWholeDirectory = directory !== home.directory && orphans.length > 1
          for (const file of isWholeDirectory ? orphans.slice(0, 1) : orphans) {
            const [object] = file.objects
            const kind = object && nodeAt(object.document, object.root, ['kind'])
            report({
              message: isWholeDirectory ? 'directory' : 'file',
              data: { home: home.path, directory, count: String(orphans.length) },
              at: { file: file.path, ...(kind === undefined ? { start: 0, end: 0 } : spanOf(kind)) },
              pointer: isWholeDirectory ? 'directory' : 'file',
              related: listed,
            })
          }
        }
      },
    }
  },
})
