import type { NewFile } from './new-file.ts'

/** Services that run pipelines. */
export const pipelineServices = ['gitlab', 'github'] as const

/** One of {@link pipelineServices}. */
export type PipelineService = (typeof pipelineServices)[number]

/**
 * The file by which a service runs the linter. `source` is what npm installs: a name with its version, the URL of a Git
 * repository with a tag, a tarball. `mainBranch` is the branch that it runs on.
 */
export function createPipelineFile(service: PipelineService, source: string, mainBranch: string | undefined): NewFile {
  return service === 'gitlab' ? createGitlabFile(source) : createGithubFile(source, mainBranch ?? 'main')
}

/** What stands above the variable with what is installed. */
const choices = [
  '# What npm installs: a version that your registry has, `git+https://…#<tag>` of the repository of gitops-lint,',
  '# or the path or URL of a tarball of `npm pack`.',
] as const

/** What only a pipeline before a merge has, so that the job on the main branch shows all findings. */
const onlyNew =
  '# Before a merge only what the change brings counts, compared with the commit at which it left its target.'

/** Without --install-links npm leaves a package from Git behind a link to a directory that it deletes. */
const install = 'npm install --global --install-links --no-audit --no-fund "$GITOPS_LINT_PACKAGE"'

function createGitlabFile(source: string): NewFile {
  return {
    path: '.gitlab-ci.yml',
    text: `gitops-lint:
  image: node:22-alpine
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    # The report of the main branch is what those of merge requests are compared with.
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    # The comparison below needs the history.
    GIT_DEPTH: "0"
${choices.map((line) => `    ${line}`).join('\n')}
    GITOPS_LINT_PACKAGE: ${JSON.stringify(source)}
  before_script:
    - command -v git >/dev/null || apk add --no-cache git
    - command -v gitops-lint >/dev/null || ${install}
  script:
    ${onlyNew}
    - gitops-lint \${CI_MERGE_REQUEST_IID:+--base auto} --format text --format gitlab=gl-code-quality-report.json --format junit=gitops-lint-junit.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: gitops-lint-junit.xml
`,
    aliases: [],
    next: [],
  }
}

function createGithubFile(source: string, mainBranch: string): NewFile {
  return {
    path: '.github/workflows/gitops-lint.yml',
    text: `name: gitops-lint
on:
  pull_request:
  push:
    branches: [${JSON.stringify(mainBranch)}]
permissions:
  contents: read
  security-events: write
env:
${choices.map((line) => `  ${line}`).join('\n')}
  GITOPS_LINT_PACKAGE: ${JSON.stringify(source)}
jobs:
  gitops-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The comparison below needs the history.
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: ${install}
      ${onlyNew}
      - run: gitops-lint \${GITHUB_BASE_REF:+--base auto} --format github --format sarif=gitops-lint.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always() && hashFiles('gitops-lint.sarif') != ''
        with:
          sarif_file: gitops-lint.sarif
          category: gitops-lint
`,
    aliases: ['.github/workflows/gitops-lint.yaml'],
    next: [],
  }
}
