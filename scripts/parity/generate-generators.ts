import { anyString, awkwardStrings } from './awkward-scalars.ts'
import { addFile, type Layer } from './draft.ts'
import { nameOf } from './known-object.ts'
import { annotationKeys, labelKeys, labelValues, objectNames } from './names.ts'
import { sometimes } from './pod-spec.ts'
import type { Random } from './random.ts'
import type { Value, ValueMap } from './value.ts'

/** Adds entries to `configMapGenerator` or `secretGenerator`, new ones and such that change an object of a base. */
export function addGenerators(layer: Layer, kind: 'ConfigMap' | 'Secret'): void {
  const { random, kustomization } = layer
  const entries = Array.from({ length: random.integer(1, 2) }, () => makeGenerator(layer, kind))
  kustomization[kind === 'ConfigMap' ? 'configMapGenerator' : 'secretGenerator'] = entries
  if (random.chance(0.2)) kustomization.generatorOptions = generatorOptions(random)
}

/** The arguments of a generator; the object it makes is known from then on. */
export function makeGenerator(layer: Layer, kind: 'ConfigMap' | 'Secret'): ValueMap {
  const { random, draft } = layer
  const existing = layer.objects.filter((object) => object.kind === kind && (object.isGenerated || random.chance(0.3)))
  const base = existing.length > 0 && random.chance(0.5) ? random.pick(existing) : undefined
  const free = objectNames.filter((name) => !draft.taken.has(`${kind} ${name}`))
  const name = base === undefined ? (free[0] ?? `${kind.toLowerCase()}-${draft.taken.size}`) : (base.names[0] ?? '')
  const namespace = base === undefined ? (random.chance(0.15) ? 'team-a' : undefined) : base.namespaces[0] || undefined
  const sources = dataSources(layer)
  const args: ValueMap = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(base === undefined ? {} : { behavior: random.pick(['merge', 'replace']) }),
    ...sources,
    ...sometimes(random, { options: () => generatorOptions(random) }, 0.15),
    ...(kind === 'Secret' ? sometimes(random, { type: () => 'kubernetes.io/tls' }, 0.2) : {}),
  }
  if (base === undefined) {
    if (random.chance(0.03)) args.behavior = random.pick(['create', 'unspecified', 'Create', ''])
    draft.taken.add(`${kind} ${name}`)
    const body = { apiVersion: 'v1', kind, metadata: { name }, data: dataOf(sources.literals) }
    layer.objects.push({
      kind,
      apiVersion: 'v1',
      names: [name],
      namespaces: [namespace ?? ''],
      body,
      isGenerated: true,
      isPatched: false,
    })
  } else if (nameOf(base) === '') delete args.behavior
  return args
}

function dataOf(literals: Value | undefined): ValueMap {
  const texts = Array.isArray(literals) ? literals.filter((each) => typeof each === 'string') : []
  return Object.fromEntries(texts.map((text) => [text.split('=')[0] ?? '', 'value']))
}

function dataSources(layer: Layer): ValueMap {
  const { random } = layer
  return {
    ...sometimes(random, { literals: () => literals(random) }, 0.6),
    ...sometimes(random, { files: () => files(layer) }, 0.4),
    ...sometimes(random, { envs: () => [addFile(layer, 'values.env', environment(random))] }, 0.25),
    ...sometimes(random, { env: () => addFile(layer, 'more.env', 'ONE=1\n') }, 0.04),
  }
}

function literals(random: Random): Value[] {
  const keys = random.some(['key', 'level', 'a.b', 'A_B', 'empty', 'x-y'], 1, 4)
  return keys.map((key) => {
    const value = anyString(random)
    return random.pick([
      `${key}=${value}`,
      `${key}=${value}`,
      `${key}="${value}"`,
      `${key}='${value}'`,
      `${key}=a=b`,
      `${key}=`,
    ])
  })
}

function files(layer: Layer): Value[] {
  const { random } = layer
  const name = random.pick(['config.ini', 'app.properties', 'script.sh', 'data.bin'])
  const binary = Uint8Array.from({ length: random.integer(0, 60) }, () => random.integer(0, 255))
  const content = name === 'data.bin' ? binary : random.pick(awkwardStrings)
  const path = addFile(layer, name, content)
  return [random.pick([path, path, `${random.chance(0.1) ? 'key' : 'other'}=${path}`, `renamed.txt=${path}`])]
}

function environment(random: Random): string {
  const lines = [
    'A=1',
    'B=two words',
    'C=',
    '# comment',
    '',
    '  D=indented',
    'E="quoted"',
    "F='single'",
    'G=a=b',
    'H=x # y',
    'I = 1',
    'ü=1',
  ]
  const chosen = random.some(lines.slice(0, random.chance(0.9) ? 10 : 12), 1, 6)
  const start = random.chance(0.1) ? '\ufeff' : ''
  return start + chosen.join(random.chance(0.1) ? '\r\n' : '\n') + (random.chance(0.8) ? '\n' : '')
}

function generatorOptions(random: Random): ValueMap {
  return sometimes(
    random,
    {
      disableNameSuffixHash: () => random.chance(0.7),
      labels: () => ({ [random.pick(labelKeys)]: random.pick(labelValues) }),
      annotations: () => ({ [random.pick(annotationKeys)]: anyString(random) }),
      immutable: () => random.chance(0.5),
    },
    0.5,
  )
}
