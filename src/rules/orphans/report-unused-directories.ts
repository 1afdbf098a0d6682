import { compileGlobs } from '../../model/compile-globs.ts'
import { locateField } from '../references/locate-field.ts'
import type { RuleContext, RuleOption, Visitor } from '../rule.ts'
import { listOrphanDirectories } from './list-orphan-directories.ts'

/** What is said of a directory that is unused, and of one that holds nothing but such ones. */
export const unusedMessages = {
  unused: 'no cluster uses `{directory}`: nothing refers to it',
  unusedTree: 'no cluster uses anything in `{directory}`: nothing refers to it',
} as const

interface Globs extends RuleOption {
  readonly default: readonly string[]
}

type Context = RuleContext<keyof typeof unusedMessages, { readonly ignore: Globs }>

/** What a rule does that reports the unused directories of a layer, but for those that its option `ignore` excepts. */
export function reportUnusedDirectories(layerName: string): (context: Context) => Visitor {
  return ({ options, report }) => {
    const isExcepted = compileGlobs(options.ignore)
    return {
      Repository(repository) {
        for (const found of listOrphanDirectories(repository, layerName, isExcepted)) {
          const { directory, kustomization, isTree } = found
          const at = locateField(kustomization, 'kind')
          report({ message: isTree ? 'unusedTree' : 'unused', data: { directory }, at, pointer: 'directory' })
        }
      },
    }
  }
}
