/** Reads `key: value` of YAML and `key = value` of env, ini and TOML files; what looks like code is no assignment. */
export function readAssignment(line: string): { key: string; text: string } | undefined {
  const match = /^[ \t]*(?:- +)?(?:export +)?["']?([A-Za-z_][\w.$/-]{0,120})["']? ?(?::[ \t]|=>?)[ \t]*/.exec(
    line.slice(0, 200),
  )
  if (match === null) return undefined
  const rest = line.slice(match[0].length).trim()
  const quoted = /^(["'])(.*)\1[,;]?(?:\s+#.*)?$/.exec(rest)
  const text =
    quoted?.[2] ??
    rest
      .replace(/\s#.*$/, '')
      .replace(/[,;]$/, '')
      .trim()
  if (/^[@&*|>]/.test(text) || /^[\w.]+[([]/.test(text)) return undefined
  return { key: match[1] ?? '', text }
}
