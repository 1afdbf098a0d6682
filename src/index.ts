export {
  type BuildDiagnostic,
  buildDirectory as build,
  type DirectoryBuild,
  type DirectoryBuildOptions,
  type LineageStep,
  type Place,
} from './cli/build-directory.ts'
export type { FileEntry, FileSystem, ReadProblem } from './files/file-system.ts'
export { createMemoryFileSystem } from './files/memory-file-system.ts'
export { openNodeFileSystem } from './files/node-file-system.ts'
export { createBaseline } from './lint/baseline/create-baseline.ts'
export { readBaseline } from './lint/baseline/read-baseline.ts'
export type { Configuration } from './lint/configuration.ts'
export { type Judgement, judgeRepository } from './lint/judge-repository.ts'
export { lintRepository } from './lint/lint-repository.ts'
export { defaultConfiguration, readConfiguration } from './lint/read-configuration.ts'
export { buildRepository } from './model/build-repository.ts'
export type { Repository } from './model/repository.ts'
export { rules } from './rules/generated/registry.ts'
export type { Diagnostic } from './source/diagnostic.ts'
