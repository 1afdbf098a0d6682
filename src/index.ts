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
export type { Configuration } from './lint/configuration.ts'
export { lintRepository } from './lint/lint-repository.ts'
export { defaultConfiguration, readConfiguration } from './lint/read-configuration.ts'
export { buildRepository } from './model/build-repository.ts'
export type { Repository } from './model/repository.ts'
export { rules } from './rules/generated/registry.ts'
export type { Diagnostic } from './source/diagnostic.ts'
