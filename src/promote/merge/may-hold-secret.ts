/** Whether a text has a Secret, alone, in a list or beside other objects, so that its values must not be shown. */
export function mayHoldSecret(text: string): boolean {
  return /\bkind["']?[ \t]*:[ \t]*["']?Secret(?:List|Generator)?\b|\bsecretGenerator\b/.test(text)
}
