import { parseAllDocuments } from 'yaml'
import { isJsonObject, type JsonObject, type JsonValue } from './flux-object.ts'

/** The objects of a text of YAML documents. */
export function readObjects(text: string): readonly JsonObject[] {
  return parseAllDocuments(text)
    .map((document): JsonValue => document.toJS({ maxAliasCount: -1 }))
    .filter(isJsonObject)
}
