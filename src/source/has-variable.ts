/** Whether a text holds a variable of Flux (`${name}`) or of a template (`{{ name }}`), so that its value is not known. */
export function hasVariable(text: string): boolean {
  return text.includes('${') || text.includes('{{')
}
