/** Small pools, so that references meet the objects of that name. */
export const objectNames = ['app', 'web', 'db', 'cache', 'worker'] as const
export const containerNames = ['app', 'sidecar', 'proxy', 'init', 'web'] as const
export const namespaces = ['team-a', 'production', 'default', 'kube-system'] as const
export const variableNames = ['APP_NAME', 'DB_HOST', 'VERSION', 'POD_IP'] as const

export const images = [
  'nginx',
  'nginx:1.25',
  'busybox:latest',
  'app',
  'app:v1',
  'library/nginx:1.25-alpine',
  'registry.example.com:5000/team/app',
  'registry.example.com:5000/team/app:v1',
  'ghcr.io/org/app@sha256:24a0c4b4a4c0eb97a1aabb8e29f18e917d05abfe1b7a7c07857230879ce7d3d3',
  'ghcr.io/org/app:v2@sha256:24a0c4b4a4c0eb97a1aabb8e29f18e917d05abfe1b7a7c07857230879ce7d3d3',
  '',
] as const

export const labelKeys = [
  'app',
  'tier',
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'team',
  'version',
] as const
export const labelValues = ['app', 'web', 'backend', 'v1', '1', 'true', 'on', '1.0', '', 'x-y_z.0'] as const
export const annotationKeys = [
  'note',
  'example.com/owner',
  'prometheus.io/port',
  'checksum/config',
  'description',
] as const
