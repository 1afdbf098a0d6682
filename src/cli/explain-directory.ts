import type { ChalkInstance } from 'chalk'
import { build } from '../kustomize/build/build.ts'
import { renderBuildProblems } from '../report/render-build-problems.ts'
import { createSecretTest } from '../report/secret-test.ts'
import { toPrintable } from '../report/to-printable.ts'
import type { RepoPath } from '../source/repo-path.ts'
import { UserError } from '../source/user-error.ts'
import { findBuiltObject } from './find-built-object.ts'
import { findLineage } from './find-lineage.ts'
import { openBuildFiles } from './open-build-files.ts'
import { openRepository } from './open-repository.ts'
import { printWhy } from './print-why.ts'
import type { Terminal } from './terminal.ts'
import type { WhyQuestion } from './why-question.ts'

/**
 * Answers `why` for a directory that is built by itself. Gives whether its build fails, for which the answer is not all.
 * Throws a UserError where it has no such object or field.
 */
export async function explainDirectory(
  { where, object: text, field, namespace, format }: WhyQuestion,
  terminal: Terminal,
  colors: ChalkInstance,
): Promise<boolean> {
  const { files, directories, sourceFile: open } = await openBuildFiles([where], terminal.workingDirectory)
  const directory = directories[0] ?? ''
  const { problems, unverified, objects } = build(files, directory, {
    restrictor: 'LoadRestrictionsNone',
    order: 'legacy',
  })
  terminal.warn(renderBuildProblems(unverified, 'warning', open, colors))
  terminal.warn(renderBuildProblems(problems, 'error', open, colors))
  const fails = problems.length > 0
  const hint = async (): Promise<string> => {
    const cluster = await findClusterOf(where, directory, terminal)
    if (cluster === undefined) return ''
    return `This is what kustomize builds from the directory; \`gitops why ${cluster.name} ${text}\` asks for all that the cluster gets.\n`
  }
  if (fails && objects.length === 0) {
    terminal.warn(await hint())
    return fails
  }
  try {
    const object = findBuiltObject(objects, { text, namespace, place: where })
    const found = field === undefined ? undefined : findLineage(object, field)
    const context = { open, secrets: createSecretTest(objects, open), colors }
    const mayBeName = !/[/.\\]/.test(where)
    if (mayBeName && (await findClusterOf(where, directory, terminal))?.name === where) {
      const note = `\`${where}\` is taken for the directory; for the cluster of this name, ask from where there is no such directory`
      terminal.warn(`${colors.dim(toPrintable(note))}\n`)
    }
    terminal.print(printWhy({ object, found, problems, unverified }, format, context))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const message = `${error.message}\n${await hint()}`.trimEnd()
    if (!fails) throw new UserError(message)
    const rows = `What can be built of ${where} does not answer it: ${message}`.split('\n')
    terminal.warn(`${rows.map(toPrintable).join('\n')}\n`)
  }
  return fails
}

/** The cluster that may have been meant: that of the directory, or one of the same name. Undefined for most. */
async function findClusterOf(
  where: string,
  directory: RepoPath,
  terminal: Terminal,
): Promise<{ readonly name: string } | undefined> {
  try {
    const { repository } = await openRepository([where], terminal)
    return repository.clusters.find((one) => one.name === where || one.directory === directory)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}
