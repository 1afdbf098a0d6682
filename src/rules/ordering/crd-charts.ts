/** A chart that is known to bring CRDs. */
export interface CrdChart {
  /** The last segment of its name or of the path of its artifact. */
  readonly chart: string
  /** API groups of its CRDs; `*.` before one stands for all below it. */
  readonly groups: readonly string[]
  /** Only these kinds of the groups, where charts share a group. */
  readonly kinds?: readonly string[]
  /**
   * What brings the CRDs: Helm's own directory, which `install.crds: Skip` leaves out; a template, which the switch
   * decides; or the operator itself once it runs.
   */
  readonly from: 'directory' | 'templates' | 'operator'
  /** Values, any of which has to be true, and what holds without them; by default the usual names, and yes. */
  readonly switch?: {
    readonly paths: readonly string[]
    readonly isOn: boolean
    /** What the name or URL of its source must hold for that to be sure: others publish the chart with other values. */
    readonly source?: string
  }
  /** What the name or URL of its source must hold, for a chart whose name says too little. */
  readonly source?: string
  /** What they must not hold: another chart of the same name, which brings no CRDs by itself. */
  readonly notSource?: string
  /** Why its CRDs may be there without it. */
  readonly alsoBy?: string
}

const crdsEnabled = { paths: ['crds.enabled'], isOn: true } as const
const crdsInstall = { paths: ['crds.install'], isOn: true } as const
const installCrds = { paths: ['installCRDs'], isOn: true } as const

/**
 * Charts by the CRDs that they bring, as their default values have it. What every cluster has before Flux runs is left
 * out: network plugins such as Cilium, Flux itself and its operator.
 */
export const crdCharts: readonly CrdChart[] = [
  {
    chart: 'cert-manager',
    groups: ['cert-manager.io', 'acme.cert-manager.io'],
    from: 'templates',
    switch: { paths: ['crds.enabled', 'installCRDs'], isOn: false, source: 'jetstack' },
  },
  { chart: 'trust-manager', groups: ['trust.cert-manager.io'], from: 'templates', switch: crdsEnabled },
  {
    chart: 'external-secrets',
    groups: ['external-secrets.io', 'generators.external-secrets.io'],
    from: 'templates',
    switch: installCrds,
  },
  { chart: 'kube-prometheus-stack', groups: ['monitoring.coreos.com'], from: 'directory', switch: crdsEnabled },
  { chart: 'prometheus-operator-crds', groups: ['monitoring.coreos.com'], from: 'templates' },
  {
    chart: 'victoria-metrics-k8s-stack',
    groups: ['operator.victoriametrics.com'],
    from: 'templates',
  },
  { chart: 'victoria-metrics-operator', groups: ['operator.victoriametrics.com'], from: 'templates' },
  { chart: 'grafana-operator', groups: ['grafana.integreatly.org'], from: 'directory' },
  { chart: 'opentelemetry-operator', groups: ['opentelemetry.io'], from: 'templates' },
  {
    chart: 'traefik',
    groups: ['traefik.io', 'traefik.containo.us', 'hub.traefik.io'],
    from: 'directory',
    alsoBy: 'k3s has a Traefik of its own',
  },
  { chart: 'traefik-crds', groups: ['traefik.io', 'traefik.containo.us', 'hub.traefik.io'], from: 'templates' },
  {
    chart: 'base',
    groups: ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io'],
    from: 'directory',
    source: 'istio',
  },
  {
    chart: 'gateway-helm',
    groups: ['gateway.envoyproxy.io'],
    from: 'directory',
  },
  { chart: 'gateway-crds-helm', groups: ['gateway.envoyproxy.io'], from: 'templates' },
  { chart: 'kong', groups: ['configuration.konghq.com'], from: 'directory' },
  { chart: 'external-dns', groups: ['externaldns.k8s.io'], from: 'directory', notSource: 'bitnami' },
  { chart: 'metallb', groups: ['metallb.io'], from: 'templates', switch: crdsEnabled },
  { chart: 'linkerd-crds', groups: ['linkerd.io', 'policy.linkerd.io', 'workload.linkerd.io'], from: 'templates' },
  { chart: 'aws-load-balancer-controller', groups: ['elbv2.k8s.aws'], from: 'directory' },
  {
    chart: 'karpenter',
    groups: ['karpenter.sh', 'karpenter.k8s.aws'],
    from: 'directory',
    alsoBy: 'EKS Auto Mode and Terraform modules bring Karpenter’s',
  },
  { chart: 'karpenter-crd', groups: ['karpenter.sh', 'karpenter.k8s.aws'], from: 'templates' },
  {
    chart: 'crossplane',
    groups: ['pkg.crossplane.io', 'apiextensions.crossplane.io'],
    from: 'operator',
  },
  {
    chart: 'tofu-controller',
    groups: ['infra.contrib.fluxcd.io'],
    from: 'directory',
  },
  { chart: 'tf-controller', groups: ['infra.contrib.fluxcd.io'], from: 'directory' },
  { chart: 'strimzi-kafka-operator', groups: ['kafka.strimzi.io', 'core.strimzi.io'], from: 'directory' },
  {
    chart: 'cloudnative-pg',
    groups: ['postgresql.cnpg.io'],
    from: 'templates',
    switch: { paths: ['crds.create'], isOn: true },
  },
  { chart: 'postgres-operator', groups: ['acid.zalan.do'], from: 'directory', source: 'zalando' },
  { chart: 'mariadb-operator-crds', groups: ['k8s.mariadb.com'], from: 'templates' },
  { chart: 'dragonfly-operator', groups: ['dragonflydb.io'], from: 'templates', switch: crdsInstall },
  {
    chart: 'eck-operator',
    groups: ['*.k8s.elastic.co'],
    from: 'templates',
    switch: installCrds,
  },
  {
    chart: 'kyverno',
    groups: ['kyverno.io', 'policies.kyverno.io'],
    from: 'templates',
    switch: crdsInstall,
  },
  {
    chart: 'gatekeeper',
    groups: ['templates.gatekeeper.sh', 'config.gatekeeper.sh', 'mutations.gatekeeper.sh'],
    from: 'directory',
  },
  { chart: 'trivy-operator', groups: ['aquasecurity.github.io'], from: 'directory' },
  { chart: 'sealed-secrets', groups: ['bitnami.com'], from: 'directory' },
  { chart: 'vault-secrets-operator', groups: ['secrets.hashicorp.com'], from: 'directory' },
  { chart: 'secrets-store-csi-driver', groups: ['secrets-store.csi.x-k8s.io'], from: 'directory' },
  { chart: 'capsule', groups: ['capsule.clastix.io'], from: 'directory' },
  { chart: 'keda', groups: ['keda.sh', 'eventing.keda.sh'], from: 'templates', switch: crdsInstall },
  { chart: 'flagger', groups: ['flagger.app'], from: 'directory' },
  {
    chart: 'argo-cd',
    groups: ['argoproj.io'],
    kinds: ['Application', 'ApplicationSet', 'AppProject'],
    from: 'templates',
    switch: crdsInstall,
  },
  {
    chart: 'argo-rollouts',
    groups: ['argoproj.io'],
    kinds: ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun', 'Experiment'],
    from: 'templates',
    switch: installCrds,
  },
  {
    chart: 'argo-workflows',
    groups: ['argoproj.io'],
    kinds: ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'],
    from: 'templates',
    switch: crdsInstall,
  },
  {
    chart: 'argo-events',
    groups: ['argoproj.io'],
    kinds: ['EventBus', 'EventSource', 'Sensor'],
    from: 'templates',
    switch: crdsInstall,
  },
  { chart: 'longhorn', groups: ['longhorn.io'], from: 'templates' },
  { chart: 'rook-ceph', groups: ['ceph.rook.io'], from: 'templates', switch: crdsEnabled },
  { chart: 'velero', groups: ['velero.io'], from: 'directory' },
  { chart: 'volsync', groups: ['volsync.backube'], from: 'templates', switch: { paths: ['manageCRDs'], isOn: true } },
  {
    chart: 'snapshot-controller',
    groups: ['snapshot.storage.k8s.io', 'groupsnapshot.storage.k8s.io'],
    from: 'directory',
    alsoBy: 'many distributions bring them for their own storage',
  },
  { chart: 'node-feature-discovery', groups: ['nfd.k8s-sigs.io'], from: 'directory' },
]
