/** The two binaries: `gitops-lint` lints, `gitops` has it as one of its commands. */
export type Program = 'gitops-lint' | 'gitops'
