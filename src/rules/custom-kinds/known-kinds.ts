/** What is known of kinds of one API group without their definition. */
export interface KnownKinds {
  readonly group: string
  /** They live in no namespace. */
  readonly cluster?: readonly string[]
  /** They live in namespaces, and make no other object that somebody names. */
  readonly plain?: readonly string[]
  /** They live in namespaces, and make Secrets or ConfigMaps, or what they make has its own name. */
  readonly making?: readonly string[]
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const traefik = {
  plain: words(
    `IngressRoute IngressRouteTCP IngressRouteUDP Middleware MiddlewareTCP TLSOption TLSStore TraefikService
    ServersTransport ServersTransportTCP`,
  ),
}

const calico = {
  cluster: words(
    `BGPConfiguration BGPFilter BGPPeer BlockAffinity CalicoNodeStatus ClusterInformation FelixConfiguration
    GlobalNetworkPolicy GlobalNetworkSet HostEndpoint IPAMConfig IPPool IPReservation KubeControllersConfiguration Tier`,
  ),
  plain: words('NetworkPolicy NetworkSet'),
}

/** Kinds of operators that many clusters have, whose definitions come with charts and are seldom in Git. */
export const knownKinds: readonly KnownKinds[] = [
  {
    group: 'gateway.networking.k8s.io',
    cluster: ['GatewayClass'],
    plain: words('Gateway HTTPRoute GRPCRoute TLSRoute TCPRoute UDPRoute ReferenceGrant BackendTLSPolicy'),
  },
  {
    group: 'snapshot.storage.k8s.io',
    cluster: ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
    plain: ['VolumeSnapshot'],
  },
  {
    group: 'groupsnapshot.storage.k8s.io',
    cluster: ['VolumeGroupSnapshotClass', 'VolumeGroupSnapshotContent'],
    plain: ['VolumeGroupSnapshot'],
  },
  { group: 'autoscaling.k8s.io', plain: ['VerticalPodAutoscaler'] },
  { group: 'cert-manager.io', cluster: ['ClusterIssuer'], making: ['Certificate', 'Issuer', 'CertificateRequest'] },
  { group: 'trust.cert-manager.io', cluster: ['Bundle'] },
  {
    group: 'external-secrets.io',
    cluster: ['ClusterSecretStore', 'ClusterExternalSecret', 'ClusterPushSecret'],
    plain: ['SecretStore', 'PushSecret'],
    making: ['ExternalSecret'],
  },
  { group: 'generators.external-secrets.io', cluster: ['ClusterGenerator'] },
  { group: 'bitnami.com', making: ['SealedSecret'] },
  { group: 'secrets-store.csi.x-k8s.io', making: ['SecretProviderClass'] },
  {
    group: 'monitoring.coreos.com',
    plain: words('ServiceMonitor PodMonitor Probe PrometheusRule ScrapeConfig AlertmanagerConfig'),
    making: words('Prometheus PrometheusAgent Alertmanager ThanosRuler'),
  },
  {
    group: 'operator.victoriametrics.com',
    plain: words('VMServiceScrape VMPodScrape VMProbe VMRule VMStaticScrape VMNodeScrape VMScrapeConfig'),
  },
  { group: 'grafana.integreatly.org', plain: words('GrafanaDashboard GrafanaDatasource GrafanaFolder') },
  { group: 'traefik.io', ...traefik },
  { group: 'traefik.containo.us', ...traefik },
  {
    group: 'networking.istio.io',
    plain: words('VirtualService DestinationRule Gateway ServiceEntry Sidecar EnvoyFilter WorkloadEntry'),
  },
  { group: 'security.istio.io', plain: words('AuthorizationPolicy PeerAuthentication RequestAuthentication') },
  {
    group: 'cilium.io',
    cluster: words(
      `CiliumClusterwideNetworkPolicy CiliumClusterwideEnvoyConfig CiliumLoadBalancerIPPool CiliumL2AnnouncementPolicy
      CiliumBGPClusterConfig CiliumBGPPeerConfig CiliumBGPAdvertisement CiliumBGPNodeConfigOverride CiliumBGPPeeringPolicy
      CiliumEgressGatewayPolicy CiliumExternalWorkload CiliumIdentity CiliumNode CiliumCIDRGroup`,
    ),
    plain: ['CiliumNetworkPolicy', 'CiliumEnvoyConfig'],
  },
  { group: 'projectcalico.org', ...calico },
  { group: 'crd.projectcalico.org', ...calico },
  { group: 'operator.tigera.io', cluster: words('Installation APIServer Goldmane Whisker ImageSet TigeraStatus') },
  { group: 'metallb.io', plain: words('IPAddressPool L2Advertisement BGPAdvertisement BGPPeer BFDProfile Community') },
  { group: 'externaldns.k8s.io', plain: ['DNSEndpoint'] },
  { group: 'elbv2.k8s.aws', cluster: ['IngressClassParams'], plain: ['TargetGroupBinding'] },
  { group: 'karpenter.sh', cluster: ['NodePool', 'NodeClaim', 'Provisioner'] },
  { group: 'karpenter.k8s.aws', cluster: ['EC2NodeClass', 'AWSNodeTemplate'] },
  {
    group: 'keda.sh',
    cluster: ['ClusterTriggerAuthentication'],
    plain: words('ScaledObject ScaledJob TriggerAuthentication'),
  },
  { group: 'kyverno.io', cluster: ['ClusterPolicy', 'ClusterCleanupPolicy'] },
  { group: 'templates.gatekeeper.sh', cluster: ['ConstraintTemplate'] },
  { group: 'mutations.gatekeeper.sh', cluster: words('Assign AssignImage AssignMetadata ModifySet') },
  { group: 'argoproj.io', cluster: ['ClusterWorkflowTemplate', 'ClusterAnalysisTemplate'] },
  { group: 'apiextensions.crossplane.io', cluster: ['CompositeResourceDefinition', 'Composition'] },
  { group: 'pkg.crossplane.io', cluster: words('Provider Configuration Function') },
  { group: 'capsule.clastix.io', cluster: ['Tenant'] },
  { group: 'nfd.k8s-sigs.io', cluster: ['NodeFeatureRule'] },
  { group: 'volsync.backube', plain: ['ReplicationSource', 'ReplicationDestination'] },
  { group: 'postgresql.cnpg.io', plain: ['ScheduledBackup', 'Backup'], making: ['Cluster', 'Pooler'] },
]
