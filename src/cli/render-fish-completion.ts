/**
 * The script that completes in fish what one types after the name of a program: what the program answers, or else paths,
 * which the script that yargs has for fish never offers. It works with fish 3.0 and later.
 */
export function renderFishCompletion(program: string): string {
  return [
    `# Installation: ${program} completion fish > ~/.config/fish/completions/${program}.fish`,
    `function __complete_${program}`,
    // Answers for fish have descriptions, whatever the shell of the login is.
    '    set -lx SHELL fish',
    '    set -l words (commandline -opc)',
    '    set -l current (commandline -ct)',
    `    set -l found (${program} --get-yargs-completions ${program} $words[2..-1] "$current")`,
    '    if test (count $found) -gt 0',
    "        printf '%s\\n' $found",
    '    else',
    '        __fish_complete_path "$current"',
    '    end',
    'end',
    `complete -f -c ${program} -a '(__complete_${program})'`,
    '',
  ].join('\n')
}
