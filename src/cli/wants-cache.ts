/** Whether a command line leaves the cache in use. It is asked before anything of it is parsed, as the code is kept there too. */
export function wantsCache(args: readonly string[]): boolean {
  return !args.some(
    (argument, index) =>
      argument === '--no-cache' ||
      (argument.startsWith('--cache=') && argument !== '--cache=true') ||
      (argument === '--cache' && args[index + 1] === 'false'),
  )
}
