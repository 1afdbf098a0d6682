/**
 * The names that a script gives values of its own: those of shell variables, unless the value is only taken from one of
 * the same name (`port=${port:-80}`), and of JavaScript constants and variables.
 */
export function listAssigned(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, name = '', value = ''] of text.matchAll(/(?:^|[;&|({\s])([A-Za-z_]\w{0,100})=(?!=)(.{0,120})/gm)) {
    const from = /^["']?\$\{?([A-Za-z_]\w*)/.exec(value)?.[1]
    if (from !== name) names.add(name)
  }
  for (const [, name = ''] of text.matchAll(/\b(?:for|const|let|var) ([A-Za-z_]\w*)(?= (?:in|of|=)[ \n])/g))
    names.add(name)
  for (const [, name = ''] of text.matchAll(/\bread (?:-[a-z] ?)*([A-Za-z_]\w*)/g)) names.add(name)
  return names
}
