import type { NewFile } from './new-file.ts'

/** Programs that run hooks of Git. */
export const hookPrograms = ['pre-commit', 'husky', 'lefthook'] as const

/** One of {@link hookPrograms}. */
export type HookProgram = (typeof hookPrograms)[number]

/** The file by which a program runs the linter on what is about to be committed. */
export function createHookFile(program: HookProgram): NewFile {
  return files[program]
}

const files: Readonly<Record<HookProgram, NewFile>> = {
  'pre-commit': {
    path: '.pre-commit-config.yaml',
    text: `repos:
  - repo: local
    hooks:
      - id: gitops-lint
        name: GitOps structure
        entry: gitops-lint --staged
        language: system
        # A deletion can break a reference too, and pre-commit passes no deleted files on.
        always_run: true
        pass_filenames: false
        require_serial: true
        stages: [pre-commit, pre-merge-commit, manual]
`,
    aliases: ['.pre-commit-config.yml'],
    next: ['pre-commit install --hook-type pre-commit --hook-type pre-merge-commit'],
  },
  husky: {
    path: '.husky/pre-commit',
    text: 'gitops-lint --staged\n',
    aliases: [],
    next: ['npm install --save-dev husky', 'npx husky'],
  },
  lefthook: {
    path: 'lefthook.yml',
    text: `pre-commit:
  commands:
    gitops-lint:
      run: gitops-lint --staged
pre-merge-commit:
  commands:
    gitops-lint:
      run: gitops-lint --staged
`,
    aliases: [
      'lefthook.yaml',
      'lefthook.json',
      'lefthook.toml',
      '.lefthook.yml',
      '.lefthook.yaml',
      '.lefthook.json',
      '.lefthook.toml',
      '.config/lefthook.yml',
      '.config/lefthook.yaml',
    ],
    next: ['lefthook install'],
  },
}
