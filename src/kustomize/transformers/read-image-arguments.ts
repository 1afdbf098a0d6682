import { type Origin, readMap } from '../configuration/read-value.ts'
import type { Setting } from '../setting.ts'
import type { TreeNode } from '../tree/tree-node.ts'
import { readSetting } from './read-setting.ts'
import type { ImageArguments } from './transform-images.ts'

/** Reads an item of `images`, or the `imageTag` of an ImageTagTransformer. */
export function readImageArguments(node: TreeNode | undefined, origin: Origin = 'kustomization'): ImageArguments {
  const map = readMap(node, 'an item of images')
  const read = (field: string): Setting => readSetting(map, field, 'images', origin)
  const readOptional = (field: string): Setting | undefined => {
    const setting = read(field)
    return setting.text === '' ? undefined : setting
  }
  const name = read('name')
  return {
    name: name.text,
    at: name.by.at,
    newName: readOptional('newName'),
    newTag: readOptional('newTag'),
    tagSuffix: readOptional('tagSuffix'),
    digest: readOptional('digest'),
  }
}
