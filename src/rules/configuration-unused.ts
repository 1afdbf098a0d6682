import { compileGlobs } from '../model/compile-globs.ts'
import { nearestMatch } from '../source/nearest-match.ts'
import { parentDirectory } from '../source/parent-directory.ts'
import { defineRule } from './define-rule.ts'

export default defineRule({
  id: 'configuration-unused',
  severity: 'warning',
  reach: 'everywhere',
  summary: 'Every path and name in `.gitops.yaml` matches something.',
  why: 'A setting that matches nothing protects nothing: after a rename the rules that depend on it fall silent, and nobody notices.',
  fix: 'Correct the setting, or remove it.',
  messages: {
    nothing: '`{glob}` in `{setting}` matches no {what}',
    near: '`{glob}` in `{setting}` matches no {what}; there is `{near}`',
  },
  create: ({ repository, report }) => ({
    Repository() {
      const clusters = repository.clusters.map((cluster) => cluster.name)
      const paths = new Set<string>()
      for (const path of repository.files.keys()) {
        for (let at = path; at !== '' && !paths.has(at); at = parentDirectory(at)) paths.add(at)
      }
      for (const { setting, glob, matches, at } of repository.layout.globs) {
        const candidates = matches === 'paths' ? [...paths] : clusters
        const isMatch = compileGlobs([glob.replace(/^\.\//, '').replace(/\/$/, '')])
        if (candidates.some((candidate) => isMatch(candidate))) continue
        const what = matches === 'paths' ? 'path' : 'cluster'
        const near = nearestMatch(glob, candidates)
        const data = { glob, setting, what, ...(near === undefined ? {} : { near }) }
        report({ message: near === undefined ? 'nothing' : 'near', data, at, pointer: `${setting}[${glob}]` })
      }
    },
  }),
})
