import { isCollection, isPair } from 'yaml'

/**
 * Gives back the spare room of all lists in a parsed node. The library fills them one by one, for which V8 makes room for
 * seventeen at once, while most have one to four.
 */
export function trimLists(node: unknown): void {
  if (isPair(node)) {
    trimLists(node.key)
    trimLists(node.value)
  } else if (isCollection(node)) {
    node.items = node.items.slice()
    for (const item of node.items) trimLists(item)
  }
}
