/** What version control leaves in a tree and no artifact holds, whatever the rules say. */
export const versionControlPatterns = ['.git/', '.gitignore', '.gitmodules', '.gitattributes'] as const

/** What artifacts leave out as long as nobody writes a rule of their own (fluxcd/pkg sourceignore). */
export const defaultPatterns = [
  ...['*.jpg', '*.jpeg', '*.gif', '*.png', '*.wmv', '*.flv', '*.tar.gz', '*.zip'],
  ...['.github/', '.circleci/', '.travis.yml', '.gitlab-ci.yml', 'appveyor.yml', '.drone.yml', 'cloudbuild.yaml'],
  ...['codeship-services.yml', 'codeship-steps.yml', '**/.goreleaser.yml', '**/.sops.yaml', '**/.flux.yaml'],
] as const
