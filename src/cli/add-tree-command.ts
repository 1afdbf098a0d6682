import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { listHierarchy } from '../model/queries/list-hierarchy.ts'
import { renderTree } from '../report/render-tree.ts'
import { openRepository } from './open-repository.ts'
import type { Terminal } from './terminal.ts'

/** `tree`: prints what each cluster is made of, and what several of them share. */
export function addTreeCommand(parser: Argv, terminal: Terminal): Argv {
  return parser.command(
    'tree [path]',
    'print the hierarchy: clusters, templates, components, and what is shared by whom',
    (yargs) =>
      yargs
        .positional('path', { type: 'string', default: '.', describe: 'the repository' })
        .option('format', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          requiresArg: true,
          describe: 'how to print it',
        })
        .example('$0 tree', 'the repository you are in')
        .example('$0 tree --format json ../platform', 'another one, for a program'),
    async ({ path, format }) => {
      const { repository } = await openRepository([path], terminal)
      const hierarchy = listHierarchy(repository)
      terminal.print(
        format === 'json'
          ? `${JSON.stringify(hierarchy, null, 2)}\n`
          : renderTree(hierarchy, new Chalk({ level: terminal.supportsColor ? 1 : 0 })),
      )
    },
  )
}
