import { visitRemovedApis } from './api/visit-removed-apis.ts'
import { defineRule } from './define-rule.ts'

/** The oldest Kubernetes release that still gets fixes. */
const oldestSupported = '1.34'

export default defineRule({
  id: 'kubernetes-api-version',
  severity: 'error',
  summary: 'Every built-in object has an API version that the Kubernetes of its clusters serves.',
  why: 'The API server answers with an error for a version that it no longer serves, and Flux stops applying the whole Kustomization that holds the object.',
  fix: 'Write the version that is served now, and name the version of your clusters in `.gitops.yaml` (`kubernetes`).',
  messages: {
    gone: '`{apiVersion}` {kind}{places} was removed in Kubernetes {removedIn}, and Kubernetes {version} runs here',
    going: '`{apiVersion}` {kind}{places} is removed in Kubernetes {removedIn}; Kubernetes {version} still serves it',
    goneSomewhere:
      '`{apiVersion}` {kind}{places} was removed in Kubernetes {removedIn}: no supported release serves it',
  },
  create: ({ repository, report }) =>
    visitRemovedApis(
      { name: 'kubernetes', oldestSupported, versionOf: () => repository.layout.kubernetesVersion },
      repository,
      report,
    ),
})
