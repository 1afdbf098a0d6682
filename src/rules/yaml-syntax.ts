import { isReached } from '../model/queries/is-reached.ts'
import { referencesTo } from '../model/queries/references-to.ts'
import type { Repository } from '../model/repository.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Severity } from '../source/severity.ts'
import { type Cause, causes } from '../yaml/go-yaml/causes.ts'
import { findSyntaxProblems } from '../yaml/go-yaml/find-syntax-problems.ts'
import type { Reader } from '../yaml/go-yaml/reader.ts'
import type { SyntaxProblem } from '../yaml/go-yaml/syntax-problem.ts'
import { parseYaml } from '../yaml/parse-yaml.ts'
import { defineRule } from './define-rule.ts'
import { isKustomizationFile } from './yaml/is-kustomization-file.ts'
import { isTemplate } from './yaml/is-template.ts'
import { type InlineYaml, listInlineYaml } from './yaml/list-inline-yaml.ts'

const messages = Object.fromEntries(Object.entries(causes).map(([id, { message }]) => [id, message])) as {
  readonly [Id in Cause]: string
}

export default defineRule({
  id: 'yaml-syntax',
  severity: 'error',
  summary: 'Every YAML file can be parsed by those who load it.',
  why: 'One file that cannot be parsed stops the whole build that it belongs to: Flux applies nothing of it any more, and what is running goes stale. kustomize is stricter than YAML itself in places (tabs, directives, escapes), and what it says of a broken file hardly ever names the place.',
  fix: 'Correct the text at the place that is shown.',
  messages: { ...messages, unreadable: '{problem}', directory: 'this directory cannot be listed: {reason}' },
  create: ({ repository, report }) => {
    const check = (file: SourceFile, use: Use): void => {
      if (use === 'data') return
      if (file.problem !== undefined) {
        const { is, message } = file.problem
        if (use === 'nothing' && is !== 'unreadable') return
        const severity = use === 'build' && is !== 'too-large' ? 'error' : 'warning'
        const at = { file: file.path, start: 0, end: 0 }
        const help = is === 'too-large' ? 'Split the file: nothing in it has been checked.' : helps[is]
        report({ message: 'unreadable', data: { problem: message }, at, pointer: is, help, severity })
        return
      }
      const isUnrendered = isTemplate(file.text) && (use === 'nothing' || !isReached(repository, file.path))
      const severity: Severity = use === 'build' ? 'error' : 'warning'
      const show = ({ cause, start, end, data = {} }: SyntaxProblem, inline?: InlineYaml): void => {
        if (isUnrendered || (cause === 'template' && !isReached(repository, file.path))) return
        const at = { file: file.path, start: inline?.toFile(start) ?? start, end: inline?.toFile(end) ?? end }
        const pointer = inline === undefined ? cause : `${inline.field}#${cause}`
        report({ message: cause, data, at, pointer, help: causes[cause].help, severity })
      }
      const problems = findSyntaxProblems(file.text, file.documents, readerOf(file, use))
      for (const problem of problems) show(problem)
      for (const inline of problems.length > 0 ? [] : listInlineYaml(file)) {
        const [first] = findSyntaxProblems(inline.text, parseYaml(inline.text), 'kustomization')
        if (first !== undefined) show(first, inline)
      }
    }
    return {
      YamlFile: (file) => check(file, useOf(file, repository)),
      /** kustomize reads what it loads as YAML, whatever its name says. */
      File(file) {
        const use = file.isYaml ? 'nothing' : useOf(file, repository)
        if (use === 'build') check(file, use)
      },
      Repository() {
        for (const { path, reason } of repository.unreadable) {
          const at = { file: path, start: 0, end: 0 }
          const help = 'Correct its permissions: nothing in it has been checked.'
          report({ message: 'directory', data: { reason }, at, pointer: 'directory', help, severity: 'warning' })
        }
      },
    }
  },
})

const helps = {
  unreadable: 'Correct the permissions of the file.',
  binary: 'Give the file another extension, or replace it by the text that was meant.',
  encoding: 'Save the file as UTF-8.',
} as const

type Use = 'build' | 'data' | 'chart' | 'nothing'

/** What a file is loaded for. The text of generated ConfigMaps and Secrets need not be YAML, whatever its name says. */
function useOf(file: SourceFile, repository: Repository): Use {
  if (isKustomizationFile(file.path)) return 'build'
  const loads = new Set(
    referencesTo(repository)
      .get(file.path)
      ?.map((reference) => reference.loads),
  )
  if (loads.size === 0) return 'nothing'
  if ([...loads].some((use) => use !== 'data' && use !== 'chart')) return 'build'
  return loads.has('chart') ? 'chart' : 'data'
}

function readerOf(file: SourceFile, use: Use): Reader {
  if (isKustomizationFile(file.path)) return 'kustomization'
  return use === 'build' || file.objects.length > 0 ? 'manifest' : 'other'
}
