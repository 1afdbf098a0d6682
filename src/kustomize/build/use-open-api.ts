import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { findFile } from './loader.ts'
import type { Target } from './target.ts'

/** Takes the types of fields from what `openapi` names; only the root of a build may reset them (openapi.SetSchema). */
export function useOpenApi({ run, loader, kustomization }: Target, isRoot: boolean): void {
  const field = getFieldIgnoringCase(kustomization.root, 'openapi')
  const path = getField(field, 'path')
  const version = getField(field, 'version')
  const file = path === undefined ? undefined : findFile(run, loader, path.value, path.step?.at)
  run.openApi.use({
    version: version?.value,
    document: file === undefined ? undefined : run.files.text(file, path?.step?.at),
    at: (path ?? version)?.step?.at,
    isRoot,
  })
}
