import type { Argv } from 'yargs'
import { findRepositoryRoot } from '../files/find-repository-root.ts'
import { readGitPrefix } from '../files/git-prefix.ts'
import { UserError } from '../source/user-error.ts'
import { chooseSettings } from './init/choose-settings.ts'
import { createHookFile, hookPrograms } from './init/create-hook-file.ts'
import { createPipelineFile, pipelineServices } from './init/create-pipeline-file.ts'
import { listSettings } from './init/list-settings.ts'
import type { NewFile } from './init/new-file.ts'
import { offerFile } from './init/offer-file.ts'
import { openUninitialized, type UninitializedRepository } from './init/open-uninitialized.ts'
import { renderConfiguration } from './init/render-configuration.ts'
import { renderDetected } from './init/render-detected.ts'
import type { Terminal } from './terminal.ts'

/** `init`: looks at a repository and writes its configuration, a hook and a job of its pipeline. Overwrites nothing. */
export function addInitCommand(parser: Argv, terminal: Terminal): Argv {
  return parser.command(
    'init [path]',
    'look at a repository and write its .gitops.yaml, a hook, a job of its pipeline',
    (yargs) =>
      yargs
        .positional('path', { type: 'string', describe: 'the repository (default: the one you are in)' })
        .option('hook', {
          choices: hookPrograms,
          requiresArg: true,
          describe: 'also write the hook that judges what is about to be committed',
        })
        .option('ci', {
          choices: pipelineServices,
          requiresArg: true,
          describe: 'also write the job that judges merge requests',
        })
        .option('package', {
          type: 'string',
          requiresArg: true,
          defaultDescription: `gitops-lint@${terminal.version}`,
          describe: 'with --ci, what the job installs with npm: a version, git+https://…#<tag>, or a tarball',
        })
        .option('dry-run', {
          type: 'boolean',
          default: false,
          describe: 'show what would be written, and write nothing',
        })
        .example('$0 init --dry-run', 'what would be written')
        .example('$0 init --hook pre-commit --ci gitlab', 'the whole set')
        .example('$0 init --ci github --package git+https://git.example.com/gitops-lint.git#v0.1.0', 'from Git'),
    async ({ path, hook, ci, package: source, dryRun }) => {
      if (source !== undefined && ci === undefined) throw new UserError('--package is for --ci: nothing else installs')
      // It stands in quotes in a shell script.
      if (source !== undefined && !/^[\w@./][\w@:/.+~#%^=&?-]*$/.test(source)) {
        throw new UserError(`--package ${source} is nothing that npm installs: no name, URL or path of a tarball`)
      }
      const { root, isMarked } = findRepositoryRoot(terminal.workingDirectory, path === undefined ? [] : [path])
      if ((hook ?? ci) !== undefined && (await readGitPrefix(root)) !== '') {
        throw new UserError('--hook and --ci write to the top of the Git repository, and this is a directory below it')
      }
      const repository = await openUninitialized(root, terminal)
      if (!isMarked && !repository.isKustomized) {
        throw new UserError('nothing here is for Flux: there are no clusters, no kustomization files and no .git')
      }
      terminal.print(`Seen\n${renderDetected(repository.layout)}\n`)
      const files: readonly NewFile[] = [
        ...(hook === undefined ? [] : [createHookFile(hook)]),
        ...(ci === undefined
          ? []
          : [createPipelineFile(ci, source ?? `gitops-lint@${terminal.version}`, repository.layout.mainBranch)]),
      ]
      const request = { root, isDryRun: dryRun }
      const configuration = createConfiguration(repository)
      terminal.print(
        configuration === undefined
          ? '.gitops.yaml is there already and stays as it is\n'
          : offerFile({ path: '.gitops.yaml', text: configuration, aliases: [], next: [] }, request),
      )
      const findings = configuration === undefined ? undefined : repository.judge(configuration)
      const errors = (findings ?? repository.findings()).filter(({ severity }) => severity === 'error').length
      for (const file of files) terminal.print(`\n${offerFile(file, request)}`)
      if (errors > 0) {
        const number = errors === 1 ? 'is an error' : `are ${errors} errors`
        terminal.print(
          `\nThere ${number} here today, on which a hook or a job fails: see \`gitops-lint\`, or set them aside with \`gitops-lint --update-baseline\`.\n`,
        )
      }
      const offers = [
        ...(hook === undefined ? [`--hook ${hookPrograms.join('|')}`] : []),
        ...(ci === undefined ? [`--ci ${pipelineServices.join('|')}`] : []),
      ]
      if (offers.length > 0) terminal.print(`\nThere is also \`gitops init ${offers.join(' ')}\`.\n`)
    },
  )
}

/** The text of a configuration; undefined where there is one. */
function createConfiguration({ files, layout, findings, judge }: UninitializedRepository): string | undefined {
  if (files.entries.some(({ path }) => path === '.gitops.yaml')) return undefined
  return renderConfiguration(chooseSettings(listSettings(layout), findings(), judge))
}
