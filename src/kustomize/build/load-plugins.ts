import { parseYaml } from '../../yaml/parse-yaml.ts'
import { BuildError } from '../build-error.ts'
import { readObjects } from '../resource/read-objects.ts'
import type { Resource } from '../resource/resource.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { locateInline } from '../tree/locate-inline.ts'
import { printAnew } from '../tree/print-anew.ts'
import { accumulateResources } from './accumulate-resources.ts'
import { createAccumulator } from './accumulator.ts'
import { appendResources } from './append-resources.ts'
import { attempt } from './attempt.ts'
import { joinOrigin, setOrigin } from './mark-origin.ts'
import type { Target } from './target.ts'
import { toSetting } from './to-setting.ts'

/**
 * The configurations of generators, transformers or validators that a list holds inline or names as files and
 * directories (KustTarget.configureExternalGenerators). Inline ones come first, as upstream.
 */
export function loadPlugins(target: Target, field: 'generators' | 'transformers' | 'validators'): readonly Resource[] {
  const { run, kustomization } = target
  const accumulator = createAccumulator()
  const paths = []
  for (const item of getFieldIgnoringCase(kustomization.root, field)?.items ?? []) {
    if (item.kind !== 'scalar') continue
    if (!isInline(item.value)) {
      paths.push(toSetting(item, 'build'))
      continue
    }
    const locate = locateInline(kustomization.text, item)
    const roots = readObjects(item.value, kustomization.file, { cause: 'build', ...(locate && { locate }) })
    const resources = roots.map((root): Resource => ({ root, variables: [], openApi: run.openApi }))
    const name = kustomization.file.slice(kustomization.file.lastIndexOf('/') + 1)
    const origin = joinOrigin(target.origin, name)
    if (origin !== undefined) for (const resource of resources) setOrigin(resource, origin)
    appendResources(run, accumulator.resources, resources)
  }
  accumulateResources(target, accumulator, paths)
  // Upstream hands them on as YAML that it prints anew.
  return accumulator.resources.flatMap((resource) => {
    const root = attempt(run, () => printAnew(resource.root))
    return root === undefined ? [] : [{ ...resource, root }]
  })
}

/** Whether an entry holds objects itself: kustomize tries to read it so, and takes it for a path only if that fails. */
function isInline(text: string): boolean {
  if (!text.includes(':')) return text.trim() === ''
  try {
    readObjects(text, '', { cause: 'build' })
    return true
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    // What has several lines is no path; its mistake is to be told.
    return text.includes('\n') && parseYaml(text).length > 0
  }
}
