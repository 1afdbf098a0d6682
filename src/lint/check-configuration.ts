import { isScalar, type Node } from 'yaml'
import { compileGlobs } from '../model/compile-globs.ts'
import type { Rule } from '../rules/rule.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { entriesOf } from '../yaml/entries-of.ts'
import { itemsOf } from '../yaml/items-of.ts'
import { nodeAt } from '../yaml/node-at.ts'
import { toValue } from '../yaml/to-value.ts'
import type { YamlDocument } from '../yaml/yaml-document.ts'
import { listConfiguredGlobs } from './list-configured-globs.ts'

/** A mistake that the schema cannot see, and the node that it is about. */
export interface ConfigurationMistake {
  readonly message: string
  readonly node: Node | undefined
}

/** Names of layers and rules that do not exist, options of rules, globs that cannot be matched. Takes any shape. */
export function checkConfiguration(document: YamlDocument, rules: readonly Rule[]): readonly ConfigurationMistake[] {
  return [
    ...checkRepeats(document, document.root),
    ...checkLayers(document),
    ...checkRules(document, nodeAt(document, document.root, ['rules']), rules),
    ...itemsOf(document, nodeAt(document, document.root, ['overrides'])).flatMap((override) => [
      ...checkRepeats(document, override),
      ...checkRules(document, nodeAt(document, override, ['rules']), rules),
    ]),
    ...checkGlobs(document),
  ]
}

/** Settings that stand twice, of which one would be lost. Only as deep as settings go, so that aliases do no harm. */
function checkRepeats(document: YamlDocument, node: Node | undefined, depth = 0): readonly ConfigurationMistake[] {
  const seen = new Set<string>()
  return entriesOf(document, node).flatMap(({ key, keyNode, value }): readonly ConfigurationMistake[] => {
    const isRepeated = seen.has(key)
    seen.add(key)
    const below = depth < 2 ? checkRepeats(document, value, depth + 1) : []
    return isRepeated ? [{ message: `\`${key}\` is set twice`, node: keyNode }, ...below] : below
  })
}

function checkLayers(document: YamlDocument): readonly ConfigurationMistake[] {
  const layers = entriesOf(document, nodeAt(document, document.root, ['layers']))
  const names = layers.map(({ key }) => key)
  return layers
    .flatMap(({ value }) => itemsOf(document, nodeAt(document, value, ['mayReference'])))
    .filter(isScalar)
    .filter((node) => !names.includes(String(node.value)))
    .map((node) => ({ message: `there is no layer \`${node.value}\`${suggestion(String(node.value), names)}`, node }))
}

function checkRules(
  document: YamlDocument,
  settings: Node | undefined,
  rules: readonly Rule[],
): readonly ConfigurationMistake[] {
  const mistakes: ConfigurationMistake[] = []
  for (const { key: id, keyNode, value: setting } of entriesOf(document, settings)) {
    const rule = rules.find((one) => one.id === id)
    if (rule === undefined) {
      const known = rules.map((one) => one.id)
      mistakes.push({ message: `there is no rule \`${id}\`${suggestion(id, known)}`, node: keyNode })
      continue
    }
    for (const { key: name, keyNode: nameNode, value } of entriesOf(document, setting)) {
      if (name === 'severity') continue
      const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined
      if (option === undefined) {
        const known = ['severity', ...Object.keys(rule.options)]
        mistakes.push({ message: `rule \`${id}\` has no option \`${name}\`${suggestion(name, known)}`, node: nameNode })
        continue
      }
      const found = kindOf(toValue(document, value, '1.2'))
      const wanted = kindOf(option.default)
      if (found !== wanted)
        mistakes.push({ message: `\`${name}\` must be ${wanted}, but is ${found}`, node: value ?? nameNode })
    }
  }
  return mistakes
}

/** More stars in one segment take time without end on a name that nearly matches. */
const tooManyStars = /(?:\*[^*/]+){4}\*/

/** Globs that cannot be compiled, or not be matched in time. */
function checkGlobs(document: YamlDocument): readonly ConfigurationMistake[] {
  return listConfiguredGlobs(document).flatMap(({ glob, node }): readonly ConfigurationMistake[] => {
    try {
      compileGlobs([glob])
      if (!tooManyStars.test(glob)) return []
      return [{ message: `\`${glob}\` has more than four \`*\` in one segment; write fewer`, node }]
    } catch {
      return [{ message: `\`${glob}\` is not a glob that can be matched`, node }]
    }
  })
}

function suggestion(word: string, known: readonly string[]): string {
  const near = nearestMatch(word, known)
  if (near !== undefined) return `; did you mean \`${near}\`?`
  return known.length > 0 && known.length <= 8 ? `; there are ${known.join(', ')}` : ''
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? 'a list of texts' : 'a list'
  if (typeof value === 'string') return 'a text'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'number' ? 'a number' : 'something else'
}
