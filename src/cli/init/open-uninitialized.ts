import type { FileSystem } from '../../files/file-system.ts'
import { readGitContext } from '../../files/git-context.ts'
import { readGitRemoteHead } from '../../files/git-remote-head.ts'
import { overlayFileSystem } from '../../files/overlay-file-system.ts'
import { lintRepository } from '../../lint/lint-repository.ts'
import { readConfiguration } from '../../lint/read-configuration.ts'
import { buildRepository } from '../../model/build-repository.ts'
import { rules } from '../../rules/generated/registry.ts'
import type { Diagnostic } from '../../source/diagnostic.ts'
import { openWorkTree } from '../open-repository.ts'
import { readPipeline } from '../read-pipeline.ts'
import type { Terminal } from '../terminal.ts'
import type { Judge } from './choose-settings.ts'
import { detectLayout } from './detect-layout.ts'
import type { DetectedLayout } from './detected-layout.ts'

/** A repository that is to get a configuration, or has one. */
export interface UninitializedRepository {
  readonly files: FileSystem
  readonly layout: DetectedLayout
  /** Whether there is anything that kustomize or Flux reads. */
  readonly isKustomized: boolean
  /** What is found in it as it is; judged once, when first asked. */
  readonly findings: () => readonly Diagnostic[]
  /** What would be found with a configuration; judged once for each text. */
  readonly judge: Judge
}

/** Opens the repository at a directory and looks at its layout. Throws a UserError for mistakes in its configuration. */
export async function openUninitialized(root: string, terminal: Terminal): Promise<UninitializedRepository> {
  const [{ files, configuration, toModel }, git, remoteHead] = await Promise.all([
    openWorkTree(root, terminal),
    readGitContext(root),
    readGitRemoteHead(root),
  ])
  const repository = toModel(files)
  const judged = new Map<string, readonly Diagnostic[]>()
  let found: readonly Diagnostic[] | undefined
  const branch = (await readPipeline(terminal.environment, root)).branch ?? git?.branch
  const context = { ...(branch === undefined ? {} : { branch }), remotes: git?.remotes ?? [] }
  return {
    files,
    isKustomized: repository.kustomizations.size > 0 || repository.fluxKustomizations.length > 0,
    layout: detectLayout(repository, { remoteHead, current: git?.branch }),
    findings: () => {
      found ??= lintRepository(repository, configuration, rules)
      return found
    },
    judge: (text) => {
      const known = judged.get(text)
      if (known !== undefined) return known
      const result = readConfiguration('.gitops.yaml', text, rules)
      if ('errors' in result) return undefined
      const after = { bytes: new TextEncoder().encode(text), mode: 'file' } as const
      const state = overlayFileSystem(files, [{ path: '.gitops.yaml', before: undefined, after }])
      const diagnostics = lintRepository(buildRepository(state, result.layout, context), result, rules)
      judged.set(text, diagnostics)
      return diagnostics
    },
  }
}
