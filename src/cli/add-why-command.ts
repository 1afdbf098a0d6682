import { Chalk } from 'chalk'
import type { Argv } from 'yargs'
import { build } from '../kustomize/build/build.ts'
import type { BuiltObject } from '../kustomize/build/built-object.ts'
import type { FieldLineage } from '../kustomize/lineage/field-lineage.ts'
import { findField, type NoField } from '../kustomize/lineage/find-field.ts'
import { listFields } from '../kustomize/lineage/list-fields.ts'
import { parseFieldPath } from '../kustomize/lineage/parse-field-path.ts'
import { nameObject } from '../report/name-object.ts'
import { renderBuildProblems } from '../report/render-build-problems.ts'
import { renderFields } from '../report/render-fields.ts'
import { renderWhy, type WhyContext } from '../report/render-why.ts'
import { createSecretTest } from '../report/secret-test.ts'
import { toPrintable } from '../report/to-printable.ts'
import { toWhyReport } from '../report/to-why-report.ts'
import { UserError } from '../source/user-error.ts'
import { exitCode } from './exit-code.ts'
import { findBuiltObject } from './find-built-object.ts'
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
        .option('format', {
          choices: ['text', 'json'] as const,
          default: 'text' as const,
          describe: 'how to print it',
        }),
    async ({ directory, object: wanted, field, namespace, format }) => {
      const { files, directories, sourceFile: open } = await openBuildFiles([directory], terminal.workingDirectory)
      const colors = new Chalk({ level: terminal.supportsColor ? 1 : 0 })
      const built = build(files, directories[0] ?? '', { restrictor: 'LoadRestrictionsNone', order: 'legacy' })
      const { problems, unverified, objects } = built
      terminal.warn(renderBuildProblems(unverified, 'warning', open, colors))
      terminal.warn(renderBuildProblems(problems, 'error', open, colors))
      if (problems.length > 0) exit(exitCode.findings)
      if (problems.length > 0 && objects.length === 0) return

      let object: BuiltObject
      let found: FieldLineage | undefined
      try {
        object = findBuiltObject(objects, { text: wanted, namespace, directory })
        found = field === undefined ? undefined : find(object, field)
      } catch (error) {
        if (problems.length === 0 || !(error instanceof UserError)) throw error
        const rows = `What can be built of ${directory} does not answer it: ${error.message}`.split('\n')
        terminal.warn(`${rows.map(toPrintable).join('\n')}\n`)
        return
      }
      const context: WhyContext = { open, secrets: createSecretTest(objects, open), colors }
      if (format === 'json') {
        const fields = listReported(object, found)
        const report = toWhyReport({ object, fields, problems, unverified }, open, context.secrets)
        terminal.print(`${JSON.stringify(report, null, 2)}\n`)
      } else if (found === undefined || found.node === object.root) {
        terminal.print(`${colors.bold(nameObject(object))}\n\n${renderFields(object, object.root, [], context)}`)
      } else {
        terminal.print(renderWhy(object, found, context))
      }
    },
  )
}

/** The field that was asked for and all below it, or all of the object. */
function listReported(object: BuiltObject, found: FieldLineage | undefined): readonly FieldLineage[] {
  if (found === undefined || found.node === object.root) return listFields(object.root)
  const { node, path } = found
  const inner = node === undefined ? [] : listFields(node, path)
  return [found, ...inner.filter((one) => one.node !== node)]
}

function find(object: BuiltObject, field: string): FieldLineage {
  const path = parseFieldPath(field)
  if (path === undefined) {
    throw new UserError(`\`${field}\` is no path of a field; write it as spec.containers[name=web].image`)
  }
  const found = findField(object.root, path)
  if ('steps' in found) return found
  throw new UserError(explain(object, found))
}

function explain(object: BuiltObject, { reached, at, wanted, near }: NoField): string {
  const owner = reached === '' ? nameObject(object) : `\`${reached}\` of ${nameObject(object)}`
  if (at.kind === 'scalar') return `${owner} is a single value and has no \`${wanted}\``
  if (at.kind === 'sequence') {
    const count = at.items.length
    const hint = near === undefined ? '' : wanted.includes('=') ? `; there is \`${near}\`` : `; the last is \`${near}\``
    return `${owner} is a list of ${count} ${count === 1 ? 'item' : 'items'} and has no \`${wanted}\`${hint}`
  }
  const keys = at.fields.map(({ key }) => key.value)
  const list = keys.length === 0 ? 'is empty' : `has ${keys.slice(0, 10).join(', ')}${keys.length > 10 ? ', …' : ''}`
  return `${owner} has no \`${wanted}\`; ${near === undefined ? `it ${list}` : `there is \`${near}\``}`
}
