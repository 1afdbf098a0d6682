import { needsHashSuffix } from '../resource/build-annotations.ts'
import { getMetadata, getMetadataMap } from '../resource/metadata.ts'
import type { Resource } from '../resource/resource.ts'
import { storePreviousId } from '../resource/store-previous-id.ts'
import { createMapping } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { setField } from '../tree/set-field.ts'
import { setScalarField } from '../tree/set-scalar-field.ts'
import { hashName } from './hash-name.ts'

/** Appends the hash of their content to the names of generated objects (builtins/HashTransformer). */
export function appendHashes(resources: readonly Resource[]): void {
  for (const resource of resources) {
    const { root } = resource
    if (getMetadataMap(root, 'annotations').get(needsHashSuffix) !== 'enabled') continue
    const hash = hashName(root)
    storePreviousId(resource)
    const value = `${getMetadata(root, 'name')}-${hash}`
    const metadata = getField(root, 'metadata') ?? setField(root, 'metadata', createMapping(undefined))
    setScalarField(metadata, 'name', value, { cause: 'hash', at: undefined, value, before: undefined })
  }
}
