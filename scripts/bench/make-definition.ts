/** A kind of Flux whose definition is made up. */
export interface ToolkitKind {
  /** The first part of the group. */
  readonly group: string
  readonly kind: string
  readonly plural: string
  readonly versions: readonly string[]
  /** How many fields of its spec are made up; they are as deep as those of Flux. */
  readonly fields: number
}

type Schema = Readonly<Record<string, unknown>>

/** A CustomResourceDefinition with as much text and depth as the real one, and nothing that made-up objects break. */
export function makeDefinition(one: ToolkitKind, labels: Readonly<Record<string, string>>): unknown {
  const { group, kind, plural, versions } = one
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      annotations: { 'controller-gen.kubebuilder.io/version': 'v0.19.0' },
      labels,
      name: `${plural}.${group}.toolkit.fluxcd.io`,
    },
    spec: {
      group: `${group}.toolkit.fluxcd.io`,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: versions.map((name, index) => makeVersion(one, name, index === 0)),
    },
  }
}

function makeVersion({ kind, fields }: ToolkitKind, name: string, isNewest: boolean): unknown {
  return {
    additionalPrinterColumns: [
      { jsonPath: '.metadata.creationTimestamp', name: 'Age', type: 'date' },
      { jsonPath: '.status.conditions[?(@.type=="Ready")].status', name: 'Ready', type: 'string' },
      { jsonPath: '.status.conditions[?(@.type=="Ready")].message', name: 'Status', type: 'string' },
    ],
    ...(isNewest ? {} : { deprecated: true, deprecationWarning: `${name} ${kind} is deprecated, upgrade` }),
    name,
    schema: {
      openAPIV3Schema: {
        description: `${kind} is the Schema for the API of the same name.`,
        properties: {
          apiVersion: { description: describe(3, 40), type: 'string' },
          kind: { description: describe(5, 40), type: 'string' },
          metadata: { type: 'object' },
          spec: {
            description: `The specification of a ${kind}: ${describe(7, 12)}`,
            properties: { ...usedFields, ...makeFields(kind.length, fields) },
            type: 'object',
          },
          status: {
            default: { observedGeneration: -1 },
            description: describe(2, 10),
            properties: status,
            type: 'object',
          },
        },
        type: 'object',
      },
    },
    served: true,
    storage: isNewest,
    subresources: { status: {} },
  }
}

const words =
  'the a of to in for controller reconciliation resource object name namespace reference source artifact interval revision path secret value cluster field apply timeout retry which when is may be must not defaults optional'.split(
    ' ',
  )

/** So many words of a made-up description, in lines as controller-gen breaks them. */
function describe(seed: number, count: number): string {
  const chosen = Array.from({ length: count }, (_, index) => words[(seed * 7 + index * (seed + 11)) % words.length])
  return chosen
    .map((word, index) => (index % 12 === 11 ? `${word}\n` : `${word} `))
    .join('')
    .trimEnd()
}

const text = { type: 'string' }
const reference = {
  description: describe(4, 18),
  properties: { kind: { description: describe(8, 6), type: 'string' }, name: text, namespace: text },
  required: ['name'],
  type: 'object',
}

/** What the made-up Flux Kustomizations and sources use. */
const usedFields: Schema = {
  dependsOn: { description: describe(6, 30), items: reference, type: 'array' },
  interval: { description: describe(9, 14), pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', type: 'string' },
  path: { description: describe(10, 22), type: 'string' },
  postBuild: {
    description: describe(12, 25),
    properties: {
      substitute: { additionalProperties: text, description: describe(13, 30), type: 'object' },
      substituteFrom: { description: describe(14, 30), items: reference, type: 'array' },
    },
    type: 'object',
  },
  prune: { description: describe(15, 8), type: 'boolean' },
  ref: { description: describe(16, 15), properties: { branch: text, semver: text, tag: text }, type: 'object' },
  secretRef: reference,
  sourceRef: { ...reference, required: ['kind', 'name'] },
  url: { description: describe(17, 9), pattern: '^(http|https|ssh)://.*$', type: 'string' },
}

const status: Schema = {
  conditions: {
    description: describe(18, 9),
    items: {
      description: describe(19, 8),
      properties: {
        lastTransitionTime: { description: describe(20, 26), format: 'date-time', type: 'string' },
        message: { description: describe(21, 14), maxLength: 32768, type: 'string' },
        observedGeneration: { description: describe(22, 36), format: 'int64', minimum: 0, type: 'integer' },
        reason: { description: describe(23, 40), maxLength: 1024, minLength: 1, type: 'string' },
        status: { description: describe(24, 8), enum: ['True', 'False', 'Unknown'], type: 'string' },
        type: { description: describe(25, 10), maxLength: 316, type: 'string' },
      },
      required: ['lastTransitionTime', 'message', 'reason', 'status', 'type'],
      type: 'object',
    },
    type: 'array',
  },
  lastHandledReconcileAt: { description: describe(26, 22), type: 'string' },
  observedGeneration: { description: describe(27, 12), format: 'int64', type: 'integer' },
}

function makeFields(seed: number, count: number): Schema {
  const fields = Array.from({ length: count }, (_, index): [string, unknown] => [
    `${words[(seed + index) % words.length]}Setting${index + 1}`,
    makeField(seed + index),
  ])
  return Object.fromEntries(fields)
}

function makeField(seed: number): Schema {
  const description = describe(seed, 16 + (seed % 5) * 9)
  switch (seed % 5) {
    case 0:
      return { description, type: 'boolean' }
    case 1:
      return { default: 'Automatic', description, enum: ['Automatic', 'Manual', 'Never'], type: 'string' }
    case 2:
      return { description, pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$', type: 'string' }
    case 3:
      return { description, items: reference, type: 'array' }
    default:
      return {
        description,
        properties: {
          matchLabels: { additionalProperties: text, description: describe(seed + 1, 20), type: 'object' },
          targets: {
            description: describe(seed + 2, 24),
            items: {
              properties: {
                group: text,
                kind: text,
                labelSelector: { description: describe(seed + 3, 20), type: 'string' },
              },
              type: 'object',
            },
            type: 'array',
          },
          threshold: { description: describe(seed + 4, 12), maximum: 100, minimum: 0, type: 'integer' },
        },
        type: 'object',
      }
  }
}
