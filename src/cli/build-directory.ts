import { resolve } from 'node:path'
import { build } from '../kustomize/build/build.ts'
import type { LoadRestrictor } from '../kustomize/build/build-run.ts'
import { renderObjects } from '../kustomize/build/render-objects.ts'
import type { BuildProblem } from '../kustomize/build-problem.ts'
import { findField } from '../kustomize/lineage/find-field.ts'
import { parseFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import type { Cause } from '../kustomize/tree/step.ts'
import { createSecretTest } from '../report/secret-test.ts'
import type { Location } from '../source/location.ts'
import { UserError } from '../source/user-error.ts'
import { toPlainValue } from '../yaml/to-plain-value.ts'
import { openBuildFiles } from './open-build-files.ts'

/** How to build; by default as `kustomize build` does without options. */
export interface DirectoryBuildOptions {
  readonly loadRestrictor?: LoadRestrictor
  readonly reorder?: 'legacy' | 'none'
}

/** A place in a file of the repository; line and column begin with 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One step of a field's lineage. */
export interface LineageStep {
  readonly cause: Cause
  /** Undefined for what no line holds, such as the hash in a name. */
  readonly place: Place | undefined
  /** The text that was set; undefined for collections and secrets. */
  readonly value: string | undefined
}

/** Something that a build could not do. */
export interface BuildDiagnostic {
  /** `error`: kustomize fails on it too. `warning`: it cannot be had offline, and the objects are not all. */
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly help: string | undefined
  readonly place: Place | undefined
}

/** What a directory is built to. */
export interface DirectoryBuild {
  /** Plain values in the order of the output. */
  readonly objects: readonly Readonly<Record<string, unknown>>[]
  /** What kustomize prints, byte for byte; without the objects that failed. */
  readonly text: string
  /** The places that set a field of the object at an index, base first; empty where there is no such field. */
  lineage(object: number, field: string): readonly LineageStep[]
  readonly diagnostics: readonly BuildDiagnostic[]
}

/**
 * Builds a directory on disk as `kustomize build` 5.8.1 does, in process, without the network, and with the lineage of
 * every field. Mistakes in the repository are diagnostics. Throws a UserError where the directory does not exist.
 */
export async function buildDirectory(
  directory: string,
  { loadRestrictor = 'LoadRestrictionsRootOnly', reorder = 'legacy' }: DirectoryBuildOptions = {},
): Promise<DirectoryBuild> {
  const { files, directories, sourceFile } = await openBuildFiles([directory], resolve('.'))
  const { objects, problems, unverified } = build(files, directories[0] ?? '', {
    restrictor: loadRestrictor,
    order: reorder,
  })
  const secrets = createSecretTest(objects, sourceFile)
  const toPlace = (at: Location | undefined): Place | undefined => {
    const position = at === undefined ? undefined : sourceFile(at.file)?.lines.positionAt(at.start)
    return at === undefined || position === undefined ? undefined : { file: at.file, ...position }
  }
  const toDiagnostic =
    (severity: BuildDiagnostic['severity']) =>
    ({ code, message, help, at }: BuildProblem): BuildDiagnostic => ({
      severity,
      code,
      message,
      help,
      place: toPlace(at),
    })
  return {
    objects: objects.map(({ value }) => toPlainValue(value) as Record<string, unknown>),
    text: renderObjects(objects),
    lineage(index, field) {
      const path = parseFieldPath(field)
      if (path === undefined) throw new UserError(`\`${field}\` is no path of a field`)
      const object = objects[index]
      const found = object === undefined ? undefined : findField(object.root, path)
      if (object === undefined || found === undefined || !('steps' in found)) return []
      const isSecret = secrets.hidesField(object, found)
      return found.steps.map(({ cause, at, value }) => ({
        cause,
        place: toPlace(at),
        value: isSecret ? undefined : value,
      }))
    },
    diagnostics: [...problems.map(toDiagnostic('error')), ...unverified.map(toDiagnostic('warning'))],
  }
}
