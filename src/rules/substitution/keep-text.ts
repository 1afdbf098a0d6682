/** What keeps a text with a variable a text, as advice. */
export const keepText =
  "Quotes around the variable do not help, as kustomize drops them. Define a variable whose value is a double quote (`quote: '\"'`), and use it right before and right after this one."
