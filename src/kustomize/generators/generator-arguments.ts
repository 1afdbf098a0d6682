import type { Location } from '../../source/location.ts'
import type { Setting } from '../setting.ts'
import type { Step } from '../tree/step.ts'

/** What to do where an object of that name exists already; `unspecified` is `create`. */
export type GeneratorBehavior = 'create' | 'replace' | 'merge' | 'unspecified'

/** The `options` of one generator, or the `generatorOptions` of all in a kustomization file. */
export interface GeneratorOptions {
  readonly labels: ReadonlyMap<string, Setting>
  readonly annotations: ReadonlyMap<string, Setting>
  readonly disableNameSuffixHash: boolean
  /** Where it was switched on, or undefined where it was not. */
  readonly immutable: Step | undefined
}

/** A text as `key=value`. */
export interface Literal extends Setting {
  /** Written as a block of lines: its first line reads as it is written. */
  readonly isBlock: boolean
}

/** One entry of `configMapGenerator` or `secretGenerator`, with the options of all generators merged in. */
export interface GeneratorArguments {
  readonly kind: 'ConfigMap' | 'Secret'
  /** The entry itself: the step that sets whatever no single field of it does. */
  readonly by: Step
  readonly name: Setting | undefined
  readonly namespace: Setting | undefined
  /** An unknown text is `unspecified`, as in kustomize. */
  readonly behavior: { readonly text: GeneratorBehavior; readonly by: Step }
  readonly literals: readonly Literal[]
  /** Texts as `path` or `key=path`. */
  readonly files: readonly Setting[]
  /** Paths of files with lines as `key=value`; the deprecated `env` is the last of them. */
  readonly envs: readonly Setting[]
  /** Of Secrets only. */
  readonly type: Setting | undefined
  readonly options: GeneratorOptions
}

/** A file that a generator names. */
export interface FileContent {
  readonly file: string
  /** Where known, looked at before `bytes`, which may therefore be a getter that reads only then. */
  readonly size?: number
  readonly bytes: Uint8Array
}

/** Reads a file by the path that a kustomization file names, or throws a BuildError. */
export type ReadFile = (path: string, at: Location | undefined) => FileContent
