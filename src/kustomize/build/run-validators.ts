import { BuildError } from '../build-error.ts'
import type { Resource } from '../resource/resource.ts'
import { copyNode } from '../tree/copy-node.ts'
import { isSameNode } from '../tree/is-same-node.ts'
import type { Accumulator } from './accumulator.ts'
import { attempt } from './attempt.ts'
import { configurePlugin } from './configure-plugin.ts'
import { loadPlugins } from './load-plugins.ts'
import { readPluginOrigin } from './plugin-origin.ts'
import type { Target } from './target.ts'

/** Runs the transformers under `validators`, which may fail but not change anything (runValidators). */
export function runValidators(target: Target, accumulator: Accumulator): void {
  const { run } = target
  for (const plugin of loadPlugins(target, 'validators')) {
    attempt(run, () => {
      const validators = configurePlugin(target, plugin.root, readPluginOrigin(plugin))
      const copies = accumulator.resources.map((resource): Resource => ({ ...resource, root: copyNode(resource.root) }))
      for (const validator of validators) validator.apply(copies)
      const isChanged = copies.some(({ root }, index) => {
        const original = accumulator.resources[index]
        return original === undefined || !isSameNode(original.root, root)
      })
      if (!isChanged) return
      const message = 'a validator must not change objects, and this one does'
      throw new BuildError({ code: 'validator-changes', message, at: plugin.root.step?.at })
    })
  }
}
