/** A link in a Markdown text and where its target stands. */
export interface Link {
  readonly target: string
  readonly start: number
  readonly end: number
}

/**
 * The targets of inline links, images and reference definitions, in the order of the text. What stands in fenced code,
 * in code spans and in comments is no link, nor is a target with parentheses in it, which only a full parser can end.
 */
export function listLinks(markdown: string): readonly Link[] {
  const text = blankCode(markdown)
  const links: Link[] = []
  for (const pattern of [
    /\]\([ \t]*(?:<([^<>\n]*)>|([^\s()<>]+))/dg,
    /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<([^<>\n]*)>|(\S+))/dgm,
  ]) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.[1] ?? match.indices?.[2] ?? [0, 0]
      if (end > start && text[end] !== '(') links.push({ target: text.slice(start, end), start, end })
    }
  }
  return links.sort((a, b) => a.start - b.start)
}

/** Replaces code and comments by spaces, so that every offset stays. */
function blankCode(markdown: string): string {
  let fence: string | undefined
  const lines = markdown.split('\n').map((line) => {
    const marker = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence === undefined && marker === undefined) return line.replace(/`[^`\n]+`/g, blank)
    if (fence === undefined) fence = marker
    else if (marker?.startsWith(fence)) fence = undefined
    return blank(line)
  })
  return lines.join('\n').replace(/<!--[\s\S]*?(?:-->|$)/g, blank)
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
