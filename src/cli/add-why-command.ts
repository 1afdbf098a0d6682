import { resolve } from 'node:path'
import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { pathExists } from '../files/path-exists.ts'
import { exitCode } from './exit-code.ts'
import { explainCluster } from './explain-cluster.ts'
import { explainDirectory } from './explain-directory.ts'
import type { Terminal } from './terminal.ts'

/** `why`: prints which file and line set a field of an object, of a directory or of all that a cluster gets. */
export function addWhyCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'why <where> <object> [field]',
    'print which file and line set a field of an object, in a directory or in a cluster',
    (yargs) =>
      yargs
        .positional('where', {
          type: 'string',
          demandOption: true,
          describe: 'a directory to build; where there is none of this name, a cluster: all that its Flux applies',
        })
        .positional('object', { type: 'string', demandOption: true, describe: 'Kind/name or Kind.group/name' })
        .positional('field', {
          type: 'string',
          describe: 'spec.replicas, spec.containers[name=web].image, /spec/replicas; all without',
        })
        .option('namespace', {
          alias: 'n',
          type: 'string',
          requiresArg: true,
          describe: 'of several objects of one name',
        })
        .option('owner', {
          type: 'string',
          requiresArg: true,
          describe: 'in a cluster: the Flux Kustomization that applies it, as namespace/name',
        })
        .option('format', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          describe: 'how to print it',
        })
        .example('$0 why components/web Deployment/web spec.replicas', 'what kustomize builds from a directory')
        .example('$0 why production Deployment/web spec.replicas', 'what the cluster `production` gets'),
    async ({ where, object, field, namespace, owner, format }) => {
      const wanted = { where, object, field, namespace, owner, format }
      const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
      // Only a cluster has owners.
      const isDirectory = owner === undefined && pathExists(resolve(terminal.workingDirectory, where))
      const explain = isDirectory ? explainDirectory : explainCluster
      if (await explain(wanted, terminal, colors)) exit(exitCode.findings)
    },
  )
}
