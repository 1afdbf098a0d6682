import type { ChalkInstance } from 'chalk'
import type { LintResult } from './lint-result.ts'

/** Writes down a result. Only `text` uses the colours: those of where it is written. */
export type RenderLint = (result: LintResult, colors: ChalkInstance) => string

/** A way to write down findings. */
export interface LintFormatEntry {
  /** What it is for, in a few words. */
  readonly description: string
  /** Loads the renderer; what nobody asks for is not loaded. */
  load(): Promise<RenderLint>
}

/** The names of the formats, the default first. */
export const lintFormatNames = ['text', 'json', 'gitlab', 'junit', 'sarif', 'github', 'markdown', 'checkstyle'] as const

/** One of {@link lintFormatNames}. */
export type LintFormat = (typeof lintFormatNames)[number]

/** Every format by its name. */
export const lintFormats: Readonly<Record<LintFormat, LintFormatEntry>> = {
  text: {
    description: 'for people, with the lines of the files',
    load: async () => (await import('./render-text.ts')).renderText,
  },
  json: {
    description: 'everything, after schemas/report.schema.json',
    load: async () => (await import('./render-json.ts')).renderJson,
  },
  gitlab: {
    description: "GitLab's Code Quality report",
    load: async () => (await import('./render-gitlab.ts')).renderGitlab,
  },
  junit: {
    description: 'JUnit XML, a suite for each cluster',
    load: async () => {
      const { renderJunit } = await import('./render-junit.ts')
      return (result) => renderJunit(result)
    },
  },
  sarif: {
    description: 'SARIF 2.1.0, for code scanning',
    load: async () => {
      const { renderSarif } = await import('./render-sarif.ts')
      return (result) => renderSarif(result)
    },
  },
  github: {
    description: 'annotations of GitHub Actions',
    load: async () => (await import('./render-github.ts')).renderGithub,
  },
  markdown: {
    description: 'a comment on a merge request, cut where it is too long',
    load: async () => {
      const { renderLintMarkdown } = await import('./render-lint-markdown.ts')
      return (result) => renderLintMarkdown(result)
    },
  },
  checkstyle: {
    description: 'Checkstyle XML',
    load: async () => (await import('./render-checkstyle.ts')).renderCheckstyle,
  },
}
