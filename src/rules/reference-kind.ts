import { defineRule } from './define-rule.ts'
import { findMisfit, type Misfit } from './references/find-misfit.ts'
import { listGeneratedComponents } from './references/list-generated-components.ts'
import { locateField } from './references/locate-field.ts'

export default defineRule({
  id: 'reference-kind',
  severity: 'error',
  summary: 'A reference leads to the kind of thing that its field takes.',
  why: 'kustomize stops where a field names the wrong kind: a Component among resources, a directory without a kustomization file, a file in the place of a directory, YAML that is no Kubernetes object. Nothing of that build is applied any more.',
  fix: 'Move the entry to the field that takes it, or name what the field takes.',
  messages: {
    componentAsResource: '`{text}` is a kustomize Component; list it under `components`',
    resourceAsComponent: '`{text}` is no kustomize Component, and `{field}` takes nothing else',
    noKustomizationFile: '`{text}` has no kustomization file',
    noKustomizationFileNear: '`{text}` has no kustomization file; there is one in `{near}`',
    misnamedKustomizationFile: '`{text}` has no kustomization file: kustomize does not know the name `{near}`',
    ignoredKustomizationFile: 'the kustomization file in `{text}` is ignored by Git, so Flux will not find it',
    fileForDirectory: '`{text}` is a file, and `{field}` takes directories',
    fileForDirectoryNear: '`{text}` is a file, and `{field}` takes directories: name `{near}`',
    directoryForFile: '`{text}` is a directory, and `{field}` takes files',
    kustomizationFile: '`{text}` is a kustomization file; name its directory `{near}`',
    ownKustomizationFile: '`{text}` is this file itself, and no manifest',
    generatedComponent: '`{directory}` is a kustomize Component, and Flux lists it among the resources of `{path}`',
    noObject: '`{text}` is no manifest: it has {reason} on line {line}',
  },
  create: ({ repository, report }) => ({
    Reference(reference) {
      const misfit = findMisfit(reference, repository)
      if (misfit === undefined) return
      const { text, field, at, pointer } = reference
      report({
        message: misfit.is,
        data: { text, field, ...misfit.data },
        at,
        pointer,
        help: misfit.help ?? remedies[misfit.is],
        severity: misfit.isTolerated ? 'warning' : 'error',
        ...(misfit.related === undefined ? {} : { related: [misfit.related] }),
      })
    },
    Repository() {
      for (const { component, path } of listGeneratedComponents(repository)) {
        report({
          message: 'generatedComponent',
          data: { directory: component.directory, path: path.text },
          at: locateField(component, 'kind'),
          pointer: 'kind',
          help: 'Give `{path}` a kustomization file that lists its resources, or keep the Component outside of it.',
          related: [{ message: 'Flux builds this directory, which has no kustomization file', at: path.at }],
        })
      }
    },
  }),
})

const remedies: Readonly<Record<Misfit['is'], string>> = {
  componentAsResource: 'Move the entry to `components`.',
  resourceAsComponent: 'Move the entry to `resources` of the kustomization file, or give `{text}` `kind: Component`.',
  noKustomizationFile: 'Add a `kustomization.yaml` to it, or list its files.',
  noKustomizationFileNear: 'Name `{near}`, or add a `kustomization.yaml` to `{text}`.',
  misnamedKustomizationFile: 'Rename `{near}` to `kustomization.yaml`.',
  ignoredKustomizationFile: 'Add the file to Git: `git add -f`.',
  fileForDirectory: 'Name a directory with a kustomization file, or move the entry to the field that takes files.',
  fileForDirectoryNear: 'Name `{near}`.',
  directoryForFile: 'Name the files in it one by one.',
  kustomizationFile: 'Name `{near}`.',
  ownKustomizationFile: 'Remove the entry.',
  noObject:
    'Give each object a `kind`, or move the entry to the field for such files: `patches`, `configMapGenerator`.',
}
