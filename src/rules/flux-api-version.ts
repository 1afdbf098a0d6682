import { reportRemovedApi } from './api/report-removed-api.ts'
import { defineRule } from './define-rule.ts'

/** The oldest Flux release that is still maintained (three minor versions back from 2.9). */
const oldestSupported = '2.7'

export default defineRule({
  id: 'flux-api-version',
  severity: 'error',
  summary: 'Every Flux object has an API version that the Flux of its clusters serves.',
  why: 'Flux stops at an object whose API version its CRDs no longer serve: the whole Kustomization that holds it is not applied.',
  fix: 'Write the version that is served now; `flux migrate -f .` rewrites whole directories.',
  messages: {
    gone: '`{apiVersion}` {kind} was removed in Flux {removedIn}, and Flux {version} runs here',
    going: '`{apiVersion}` {kind} is removed in Flux {removedIn}; Flux {version} still serves it',
    goneSomewhere: '`{apiVersion}` {kind} was removed in Flux {removedIn}; which Flux runs here is not known',
  },
  create: ({ repository, report }) => {
    const versions = new Map(repository.clusters.map((cluster) => [cluster.name, cluster.fluxVersion]))
    return {
      Object(object) {
        const versionOf = (cluster: string | undefined): string | undefined =>
          cluster === undefined ? repository.layout.fluxVersion : versions.get(cluster)
        const found = reportRemovedApi(object, 'flux', versionOf, oldestSupported, repository)
        if (found !== undefined) report(found)
      },
    }
  },
})
