import { RE2JS, RE2JSException } from 're2js'
import { fieldOf } from '../../kustomize/field-of.ts'
import { isWithin } from '../../source/is-within.ts'
import { parentDirectory } from '../../source/parent-directory.ts'
import type { RepoPath } from '../../source/repo-path.ts'
import { itemsOf } from '../../yaml/items-of.ts'
import { parseYaml } from '../../yaml/parse-yaml.ts'
import { textOf } from '../../yaml/text-of.ts'
import type { YamlDocument } from '../../yaml/yaml-document.ts'

/** Lists in a rule of those who are to decrypt, and the field of one where it is a map. */
const keyFields = [
  ['age', undefined],
  ['pgp', undefined],
  ['kms', 'arn'],
  ['gcp_kms', 'resource_id'],
] as const

/**
 * Who is to decrypt a file according to the first of the `creation_rules` that matches its path, in the nearest `.sops.yaml`
 * at or above it (getsops/sops, config). `configurations` are the texts of such files by path. Undefined where no rule says.
 */
export function findWantedRecipients(
  path: RepoPath,
  configurations: ReadonlyMap<RepoPath, string>,
): ReadonlySet<string> | undefined {
  const [nearest] = [...configurations.keys()]
    .filter((one) => parentDirectory(one) === '' || isWithin(path, parentDirectory(one)))
    .sort((a, b) => b.length - a.length)
  if (nearest === undefined) return undefined
  const directory = parentDirectory(nearest)
  const relative = directory === '' ? path : path.slice(directory.length + 1)
  const [document] = parseYaml(configurations.get(nearest) ?? '')
  if (document === undefined) return undefined
  for (const rule of itemsOf(document, fieldOf(document, document.root, 'creation_rules')?.value)) {
    const pattern = textOf(fieldOf(document, rule, 'path_regex')?.value)
    if (pattern !== undefined && !matches(pattern, relative)) continue
    const wanted = listKeys(document, rule)
    return wanted.size === 0 ? undefined : wanted
  }
  return undefined
}

function listKeys(document: YamlDocument, rule: ReturnType<typeof itemsOf>[number]): ReadonlySet<string> {
  const groups = itemsOf(document, fieldOf(document, rule, 'key_groups')?.value)
  const found = new Set<string>()
  for (const group of groups.length > 0 ? groups : [rule]) {
    for (const [name, inner] of keyFields) {
      const value = fieldOf(document, group, name)?.value
      const items = itemsOf(document, value)
      const texts = items.length > 0 ? items.map((item) => nameKey(document, item, inner)) : [textOf(value)]
      for (const text of texts) for (const one of (text ?? '').split(',')) found.add(one.trim().replace(/\+.*$/, ''))
    }
  }
  found.delete('')
  return found
}

function nameKey(
  document: YamlDocument,
  item: ReturnType<typeof itemsOf>[number],
  inner: string | undefined,
): string | undefined {
  return textOf(item) ?? (inner === undefined ? undefined : textOf(fieldOf(document, item, inner)?.value))
}

/** One that SOPS could not compile matches nothing. */
function matches(pattern: string, path: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(path).find()
  } catch (error) {
    if (error instanceof RE2JSException) return false
    throw error
  }
}
