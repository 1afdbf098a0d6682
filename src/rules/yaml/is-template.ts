/**
 * Whether a text looks like a template that is still to be rendered, by Helm, Jinja, Terraform or the like: a line
 * begins with the marks of one or is nothing but a variable, or a value begins with the marks without quotes.
 */
export function isTemplate(text: string): boolean {
  return /^[ \t]*(?:- )?(?:\{\{|\{%|\{#|<%|\[%|#%|%\{)|^[ \t]*\$\{[^}\n]*\}[ \t]*\r?$|[:-] +(?:\{\{|<%)/m.test(text)
}
