import { resolve } from 'node:path'
import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { isDirectory } from '../files/is-directory.ts'
import { filterInventory } from '../model/queries/filter-inventory.ts'
import { type Inventory, listInventory } from '../model/queries/list-inventory.ts'
import { createClusterSecretTest } from '../report/cluster-secret-test.ts'
import { renderInventory } from '../report/render-inventory.ts'
import { toInventoryReport } from '../report/to-inventory-report.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'
import { findCluster } from './find-cluster.ts'
import { findOwners } from './find-owners.ts'
import { openRepository } from './open-repository.ts'
import type { Terminal } from './terminal.ts'

/** `inventory`: prints which objects a cluster gets, and which Flux Kustomization applies each. */
export function addInventoryCommand(parser: Argv, terminal: Terminal): Argv {
  return parser.command(
    'inventory [cluster] [path]',
    'print the objects that a cluster gets, with their owners and files',
    (yargs) =>
      yargs
        .positional('cluster', { type: 'string', describe: 'the name of a cluster, or its directory' })
        .positional('path', { type: 'string', describe: 'the repository (default: the one you are in)' })
        .option('owner', {
          type: 'string',
          requiresArg: true,
          describe: 'only what this Flux Kustomization applies, as namespace/name',
        })
        .option('kind', {
          type: 'string',
          requiresArg: true,
          describe: 'only objects of this kind: Kind or Kind.group',
        })
        .option('namespace', {
          alias: 'n',
          type: 'string',
          requiresArg: true,
          describe: 'only objects in this namespace',
        })
        .option('format', {
          choices: ['table', 'json'] as const,
          default: 'table' as const,
          requiresArg: true,
          describe: 'how to print it',
        })
        .example('$0 inventory production', 'all of the cluster `production`')
        .example('$0 inventory production --kind Deployment', 'its Deployments, by owner'),
    async ({ cluster, path, owner, kind, namespace, format }) => {
      // A directory of a cluster also says in which repository to look.
      const isTyped =
        path === undefined && cluster !== undefined && isDirectory(resolve(terminal.workingDirectory, cluster))
      const place = path ?? (isTyped ? cluster : '.')
      const { repository, asked } = await openRepository([place], terminal)
      const closure = findCluster(repository, cluster, isTyped ? asked[0] : undefined)
      const open = (file: string) => repository.files.get(file)
      const secrets = createClusterSecretTest(closure, open)
      const whole = listInventory(closure)
      try {
        checkNames(whole, kind, namespace)
        const owners = owner === undefined ? undefined : new Set(findOwners(closure, owner))
        const inventory = filterInventory(whole, { owners, kind, namespace })
        const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
        terminal.print(
          format === 'json'
            ? `${JSON.stringify(toInventoryReport(inventory, open, secrets), null, 2)}\n`
            : renderInventory(inventory, {
                open,
                secrets,
                colors,
                width: terminal.columns ?? Number.POSITIVE_INFINITY,
              }),
        )
      } catch (error) {
        throw error instanceof UserError ? new UserError(secrets.conceal(error.message)) : error
      }
    },
  )
}

/** Throws a UserError for a kind or namespace that no object of the cluster has. */
function checkNames({ cluster, owners }: Inventory, kind: string | undefined, namespace: string | undefined): void {
  const ids = owners.flatMap(({ objects }) => objects.map(({ object }) => object.id))
  const kinds = new Set(ids.flatMap((id) => [id.kind, `${id.kind}.${id.group}`]))
  const wanted = kind?.toLowerCase()
  if (kind !== undefined && ![...kinds].some((one) => one.toLowerCase() === wanted)) {
    throw new UserError(`${cluster.name} has no object of the kind \`${kind}\`${hint(kind, kinds)}`)
  }
  const namespaces = new Set(ids.map((id) => id.namespace).filter((one) => one !== ''))
  if (namespace !== undefined && !namespaces.has(namespace)) {
    throw new UserError(`${cluster.name} has no object in the namespace \`${namespace}\`${hint(namespace, namespaces)}`)
  }
}

function hint(text: string, names: Iterable<string>): string {
  const near = nearestMatch(text, names)
  return near === undefined ? '' : `; there is \`${near}\``
}
