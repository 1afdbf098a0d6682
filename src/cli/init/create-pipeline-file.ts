import type { NewFile } from './new-file.ts'

/** Services that run pipelines. */
export const pipelineServices = ['gitlab', 'github'] as const

/** One of {@link pipelineServices}. */
export type PipelineService = (typeof pipelineServices)[number]

/** The file by which a service runs the linter; `version` is that of the package, `mainBranch` the one it runs on. */
export function createPipelineFile(service: PipelineService, version: string, mainBranch: string | undefined): NewFile {
  return service === 'gitlab' ? createGitlabFile(version) : createGithubFile(version, mainBranch ?? 'main')
}

function createGitlabFile(version: string): NewFile {
  return {
    path: '.gitlab-ci.yml',
    text: `gitops-lint:
  image: node:22-alpine
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    # The report of the main branch is what those of merge requests are compared with.
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  before_script:
    - command -v git >/dev/null || apk add --no-cache git
    - command -v gitops-lint >/dev/null || npm install --global gitops-lint@${version}
  script:
    - gitops-lint --format text --format gitlab=gl-code-quality-report.json --format junit=gitops-lint-junit.xml
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

function createGithubFile(version: string, mainBranch: string): NewFile {
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
jobs:
  gitops-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm install --global gitops-lint@${version}
      - run: gitops-lint --format github --format sarif=gitops-lint.sarif
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
