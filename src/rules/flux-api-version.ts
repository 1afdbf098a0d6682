import { visitRemovedApis } from './api/visit-removed-apis.ts'
import { defineRule } from './define-rule.ts'

/** The oldest Flux release that is still maintained (three minor versions back from 2.9). */
const oldestSupported = '2.7'

export default defineRule({
  id: 'flux-api-version',
  severity: 'error',
  summary: 'Every Flux object has an API version that the Flux of its clusters serves.',
  why: 'Flux stops at an object whose API version its CRDs no longer serve: the whole Kustomization that holds it is not applied.',
  fix: 'Write the version that your Flux serves; `flux migrate -f .` rewrites whole directories. Where your Flux does not serve the new one yet, upgrade Flux first.',
  messages: {
    gone: '`{apiVersion}` {kind}{places} was removed in Flux {removedIn}, and Flux {version} runs here',
    going: '`{apiVersion}` {kind}{places} is removed in Flux {removedIn}; Flux {version} still serves it',
    goneSomewhere: '`{apiVersion}` {kind}{places} was removed in Flux {removedIn}; which Flux runs here is not known',
  },
  create: ({ repository, report }) => {
    const versions = new Map(repository.clusters.map((cluster) => [cluster.name, cluster.fluxVersion]))
    const versionOf = (cluster: string | undefined): string | undefined =>
      cluster === undefined ? repository.layout.fluxVersion : versions.get(cluster)
    return visitRemovedApis({ name: 'flux', oldestSupported, versionOf }, repository, report)
  },
})
