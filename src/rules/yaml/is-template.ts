/**
 * Whether a text looks like a template that is still to be rendered, by Helm, Jinja or the like: a line begins with the
 * marks of one, or a value does without quotes.
 */
export function isTemplate(text: string): boolean {
  return /^[ \t]*(?:- )?(?:\{\{|\{%|\{#|<%|\[%|#%)|[:-] +(?:\{\{|<%)/m.test(text)
}
