import { compileGlobs } from '../model/compile-globs.ts'
import { defineRule } from './define-rule.ts'
import { listNames } from './hierarchy/list-names.ts'
import { firstPlace } from './promotion/first-place.ts'
import { listPlaces } from './promotion/list-places.ts'

export default defineRule({
  id: 'promotion-one-kind',
  severity: 'warning',
  isOn: false,
  reach: 'everywhere',
  summary:
    'A merge request gives an environment other versions or other configuration, not both (`gitops-lint --base <revision>`).',
  why: 'When a new version and new configuration go live together and something breaks, nobody knows which of the two it was, and neither can be taken back alone.',
  fix: 'Make two merge requests of it: the versions (images, charts) in one, the configuration in the other.',
  messages: {
    same: '`{environment}` gets other versions and other configuration at once, in {versions}',
    both: '`{environment}` gets other versions (in {versions}) and other configuration (in {configuration}) at once',
  },
  options: {
    environments: {
      description: 'Globs of the names of the environments that are judged; none means all.',
      default: [] as readonly string[],
    },
  },
  create: ({ change, options, report }) => ({
    Repository() {
      const isChosen = compileGlobs(options.environments)
      for (const { name, source, clusters, files: all } of change?.environments ?? []) {
        if (options.environments.length > 0 && !isChosen(name)) continue
        // A rollback takes back what went live together.
        const files = all.filter(({ by }) => by !== 'rollback')
        const versions = files.filter(({ version }) => version !== undefined)
        const configuration = files.filter(({ isConfigured }) => isConfigured)
        if (versions.length === 0 || configuration.length === 0) continue
        const at = firstPlace(versions, (file) => file.version)
        const [one, other] = [versions, configuration].map((some) => listNames(some.map(({ path }) => path)))
        report({
          message: one === other ? 'same' : 'both',
          data: { environment: name, source: source ?? '', versions: one ?? '', configuration: other ?? '' },
          at,
          pointer: `environment[${name}]`,
          clusters,
          related: [
            ...listPlaces(versions, (file) => file.version, { message: 'another version', besides: at }),
            ...listPlaces(configuration, (file) => file.configuration, { message: 'configuration', besides: at }),
          ],
          ...(source === undefined
            ? {}
            : {
                help: 'Make two merge requests of it: `gitops promote {source} {environment} --only images`, and `--only config` in the other.',
              }),
        })
      }
    },
  }),
})
