/** The shells that there is a script of completion for. */
export const completedShells: readonly string[] = ['bash', 'zsh', 'fish']
