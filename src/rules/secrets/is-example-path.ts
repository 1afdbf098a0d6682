/** Whether a file lies among tests, examples or documentation, where secrets open nothing. */
export function isExamplePath(path: string): boolean {
  return /(?:^|\/)(?:tests?|testdata|fixtures|examples?|samples?|docs?)\//.test(path)
}
