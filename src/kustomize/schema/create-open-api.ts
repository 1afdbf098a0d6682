import { parse } from 'yaml'
import type { Location } from '../../source/location.ts'
import { BuildError } from '../build-error.ts'
import { createBuiltInLayer } from './built-in-layer.ts'
import { createCustomLayer } from './custom-layer.ts'
import type { OpenApi } from './open-api.ts'
import type { Schema, SchemaLayer } from './schema.ts'
import { builtInScope } from './schema-table.ts'

/** The only version inside kustomize 5.8.1. */
const builtInVersion = 'v1.21.2'

interface CustomDocument {
  readonly text: string
  readonly at: Location | undefined
}

/** What kustomize knows at the start of a build. */
export function createOpenApi(): OpenApi {
  let version = ''
  let custom: CustomDocument | undefined
  let isReady = false
  // kustomize puts off reading its own schemas, and then reads them even where a custom one has come in between.
  let builtIn: 'unread' | 'postponed' | 'read' = 'unread'
  const layers: SchemaLayer[] = []

  const resolve = (name: string): Schema | undefined => lastOf((layer) => layer.definition(name))
  function lastOf<T>(find: (layer: SchemaLayer) => T | undefined): T | undefined {
    for (let index = layers.length - 1; index >= 0; index -= 1) {
      const layer = layers[index]
      const found = layer === undefined ? undefined : find(layer)
      if (found !== undefined) return found
    }
    return undefined
  }

  const makeReady = (): void => {
    if (isReady) return
    isReady = true
    if (custom !== undefined) layers.push(createCustomLayer(readDocument(custom), resolve))
    if (custom === undefined || builtIn === 'postponed') {
      layers.push(createBuiltInLayer(resolve))
      builtIn = 'read'
    }
  }

  return {
    isClusterScoped(apiVersion, kind) {
      const scope = builtInScope(apiVersion, kind)
      if (scope !== undefined) return scope === 0
      if (custom !== undefined) makeReady()
      else if (!isReady && builtIn === 'unread') builtIn = 'postponed'
      // Wherever one document knows a namespace, there is one.
      const known = layers.map((layer) => layer.isNamespaced(apiVersion, kind)).filter((found) => found !== undefined)
      return known.length > 0 && !known.includes(true)
    },
    schemaOf(apiVersion, kind) {
      makeReady()
      return lastOf((layer) => layer.type(apiVersion, kind))
    },
    use(setting) {
      if ((version !== '' || custom !== undefined) && !setting.isRoot) return
      if (setting.document !== undefined) {
        if (setting.version !== undefined) {
          throw new BuildError({
            code: 'openapi-version-and-path',
            message: '`openapi` has both a `version` and a `path`; kustomize takes only one of them',
            help: 'Remove the version: the file at the path replaces the built-in schema.',
            at: setting.at,
          })
        }
        custom = { text: setting.document, at: setting.at }
        version = 'custom'
        isReady = false
        return
      }
      version = setting.version ?? ''
      if (version === '') return
      if (version !== builtInVersion) {
        throw new BuildError({
          code: 'openapi-version-unknown',
          message: `kustomize has no OpenAPI version \`${version}\` built in; the only one is \`${builtInVersion}\``,
          at: setting.at,
        })
      }
      custom = undefined
      isReady = false
    },
  }
}

function readDocument({ text, at }: CustomDocument): unknown {
  try {
    const document: unknown = text.startsWith('{') ? JSON.parse(text) : parse(text)
    if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document
  } catch {
    // Said below, without the parser's words, which may quote the file.
  }
  throw new BuildError({
    code: 'openapi-unreadable',
    message: 'the OpenAPI document is no JSON or YAML object, so kustomize cannot merge by it',
    at,
  })
}
