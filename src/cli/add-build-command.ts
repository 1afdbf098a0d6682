import { join, resolve } from 'node:path'
import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { isDirectory } from '../files/is-directory.ts'
import { writeFile } from '../files/write-file.ts'
import { type Build, build } from '../kustomize/build/build.ts'
import { nameOutputFiles } from '../kustomize/build/name-output-files.ts'
import { renderObjects } from '../kustomize/build/render-objects.ts'
import { renderBuildProblems } from '../report/render-build-problems.ts'
import { toPrintable } from '../report/to-printable.ts'
import { exitCode } from './exit-code.ts'
import { type OpenedBuildFiles, openBuildFiles } from './open-build-files.ts'
import type { Terminal } from './terminal.ts'

/** `build`: prints what kustomize would print for directories. */
export function addBuildCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'build <directories..>',
    'print what kustomize builds from directories, in process and offline',
    (yargs) =>
      yargs
        .positional('directories', { type: 'string', array: true, demandOption: true, describe: 'what to build' })
        .option('load-restrictor', {
          choices: ['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'] as const,
          default: 'LoadRestrictionsRootOnly' as const,
          describe: 'whether files outside of the directory may be read, as Flux does',
        })
        .option('reorder', {
          choices: ['legacy', 'none'] as const,
          default: 'legacy' as const,
          describe: 'sort the objects by kind, or leave them as they are read',
        })
        .option('output', {
          alias: 'o',
          type: 'string',
          requiresArg: true,
          describe: 'write to this file, or one file an object to this directory',
        })
        .example('$0 build clusters/production', 'as kustomize prints it')
        .example('$0 build clusters/* --output rendered', 'of each cluster, a file for each object'),
    async ({ directories, loadRestrictor, reorder, output }) => {
      const opened = await openBuildFiles(directories, terminal.workingDirectory)
      const builds = opened.directories.map((directory) =>
        build(opened.files, directory, { restrictor: loadRestrictor, order: reorder }),
      )
      report(builds, opened, terminal)
      if (builds.some(({ problems }) => problems.length > 0)) return exit(exitCode.findings)
      const objects = builds.flatMap((one) => one.objects)
      const target = output === undefined ? undefined : resolve(terminal.workingDirectory, output)
      if (target !== undefined && isDirectory(target)) {
        for (const [name, object] of nameOutputFiles(objects)) writeFile(join(target, name), renderObjects([object]))
      } else {
        const text = renderObjects(objects)
        if (target === undefined) terminal.print(text)
        else writeFile(target, text)
      }
      // What is printed is not all that kustomize would print, and a program must not take it for that.
      if (builds.some(({ unverified }) => unverified.length > 0)) exit(exitCode.findings)
    },
  )
}

function report(builds: readonly Build[], { sourceFile }: OpenedBuildFiles, terminal: Terminal): void {
  const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
  for (const { directory, problems, unverified } of builds) {
    terminal.warn(renderBuildProblems(unverified, 'warning', sourceFile, colors))
    terminal.warn(renderBuildProblems(problems, 'error', sourceFile, colors))
    const name = toPrintable(directory === '' ? '.' : directory)
    if (problems.length > 0) {
      const mistakes = problems.length === 1 ? 'an error' : `${problems.length} errors`
      terminal.warn(`${colors.red('✖')} ${name} has ${mistakes}: nothing is printed.\n`)
    } else if (unverified.length > 0) {
      terminal.warn(`${colors.yellow('⚠')} ${name} is not complete: what cannot be had offline is left out.\n`)
    }
  }
}
