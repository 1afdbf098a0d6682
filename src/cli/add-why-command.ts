import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { build } from '../kustomize/build/build.ts'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { findField } from '../kustomize/lineage/find-field.ts'
import { listFields } from '../kustomize/lineage/list-fields.ts'
import { parseFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { renderBuildProblems } from '../report/render-build-problems.ts'
import { renderFields, renderWhy } from '../report/render-why.ts'
import { toWhyReport } from '../report/to-why-report.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { UserError } from '../source/user-error.ts'
import { exitCode } from './exit-code.ts'
import { openBuildFiles } from './open-build-files.ts'
import type { Terminal } from './terminal.ts'

/** `why`: prints which file and line set a field of a built object. */
export function addWhyCommand(parser: Argv, terminal: Terminal, exit: (code: number) => void): Argv {
  return parser.command(
    'why <directory> <object> [field]',
    'print which file and line set a field of an object that kustomize builds',
    (yargs) =>
      yargs
        .positional('directory', { type: 'string', demandOption: true, describe: 'what to build' })
        .positional('object', { type: 'string', demandOption: true, describe: 'Kind/name' })
        .positional('field', {
          type: 'string',
          describe: 'spec.replicas, spec.containers[name=web].image; all without',
        })
        .option('namespace', {
          alias: 'n',
          type: 'string',
          requiresArg: true,
          describe: 'of several objects of one name',
        })
        .option('format', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          describe: 'how to print it',
        }),
    async ({ directory, object: wanted, field, namespace, format }) => {
      const { files, directories, sourceFile } = await openBuildFiles([directory], terminal.workingDirectory)
      const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
      const built = build(files, directories[0] ?? '', { restrictor: 'LoadRestrictionsNone', order: 'legacy' })
      const { problems, unverified, objects } = built
      terminal.warn(renderBuildProblems(unverified, 'warning', sourceFile, colors))
      terminal.warn(renderBuildProblems(problems, 'error', sourceFile, colors))
      if (problems.length > 0) exit(exitCode.findings)
      if (problems.length > 0 && objects.length === 0) return

      const object = findObject(objects, wanted, namespace, directory)
      const fields = field === undefined ? listFields(object.root) : [find(object, field)]
      if (format === 'json') {
        const { group, version, kind, name, namespace: own } = object.id
        const apiVersion = group === '' ? version : `${group}/${version}`
        const report = {
          object: { apiVersion, kind, name, ...(own === '' ? {} : { namespace: own }) },
          fields: fields.map((one) => toWhyReport(one, sourceFile)),
        }
        terminal.print(`${JSON.stringify(report, null, 2)}\n`)
      } else if (field === undefined) terminal.print(renderFields(fields, sourceFile, colors))
      else for (const one of fields) terminal.print(renderWhy(one, sourceFile, colors))
    },
  )
}

function findObject(
  objects: readonly BuiltObject[],
  wanted: string,
  namespace: string | undefined,
  directory: string,
): BuiltObject {
  const slash = wanted.indexOf('/')
  if (slash <= 0 || slash === wanted.length - 1) {
    throw new UserError(`an object is named \`Kind/name\`, such as \`Deployment/web\`; found \`${wanted}\``)
  }
  const [kind, name] = [wanted.slice(0, slash).toLowerCase(), wanted.slice(slash + 1)]
  const found = objects.filter(
    ({ id }) =>
      (id.kind.toLowerCase() === kind || `${id.kind}.${id.group}`.toLowerCase() === kind) &&
      id.name === name &&
      (namespace === undefined || (id.namespace || 'default') === namespace),
  )
  const [only] = found
  if (only === undefined) throw new UserError(explainNone(objects, wanted, namespace, directory))
  if (found.length > 1) {
    const list = found.map(({ id }) => `${id.kind}.${id.group}/${id.name} in ${id.namespace || 'no namespace'}`)
    throw new UserError(`${directory} has ${found.length} of ${wanted}: ${list.join(', ')}; choose with --namespace`)
  }
  return only
}

function explainNone(
  objects: readonly BuiltObject[],
  wanted: string,
  namespace: string | undefined,
  directory: string,
): string {
  const place = namespace === undefined ? '' : ` in the namespace \`${namespace}\``
  const none = `${directory} has no \`${wanted}\`${place}`
  if (objects.length === 0) return `${none}: it builds no objects`
  const names = objects.map(({ id }) => `${id.kind}/${id.name}`)
  const near = nearestMatch(wanted, names)
  if (near !== undefined) return `${none}; there is \`${near}\``
  const shown = [...new Set(names)].slice(0, 8)
  return `${none}; it has ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`
}

function find({ root, id }: BuiltObject, field: string): FieldLineage {
  const path = parseFieldPath(field)
  if (path === undefined) {
    throw new UserError(`\`${field}\` is no path of a field; write it as spec.containers[name=web].image`)
  }
  const found = findField(root, path)
  if ('steps' in found) return found
  const at = found.reached === '' ? `${id.kind}/${id.name}` : `\`${found.reached}\``
  const hint = found.near === undefined ? '' : `; there is \`${found.near}\``
  throw new UserError(`${at} has no \`${found.wanted}\`${hint}`)
}
