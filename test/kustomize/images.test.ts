import { describe, expect, it } from 'vitest'
import { defaultConfiguration } from '../../src/kustomize/configuration/default-configuration.ts'
import { readImageArguments } from '../../src/kustomize/transformers/read-image-arguments.ts'
import { joinImage, splitImage } from '../../src/kustomize/transformers/split-image.ts'
import { transformImages } from '../../src/kustomize/transformers/transform-images.ts'
import { chainOf } from '../../src/kustomize/tree/chain-of.ts'
import { getNode } from '../../src/kustomize/tree/get-node.ts'
import { readResources, readTree } from './read-objects-in-text.ts'

describe('splitImage', () => {
  it.each([
    ['nginx', 'nginx', '', ''],
    ['nginx:1', 'nginx', '1', ''],
    ['nginx@sha256:a', 'nginx', '', 'sha256:a'],
    ['nginx:1@sha256:a', 'nginx', '1', 'sha256:a'],
    ['host:5000/nginx', 'host:5000/nginx', '', ''],
    ['host:5000/nginx:1', 'host:5000/nginx', '1', ''],
    ['host:5000', 'host', '5000', ''],
    ['a/b:1:2', 'a/b', '1:2', ''],
  ])('splits %s', (text, name, tag, digest) => {
    expect(splitImage(text)).toEqual({ name, tag, digest })
    expect(joinImage({ name, tag, digest })).toBe(text)
  })
})

/** A Pod with one image after an item of `images`. */
function transform(image: string, entry: string) {
  const resources = readResources(
    `apiVersion: v1\nkind: Pod\nmetadata: {name: pod}\nspec: {containers: [{image: ${image}}]}`,
  )
  const effect = transformImages(
    resources,
    readImageArguments(readTree(entry, 'kustomization.yaml')),
    defaultConfiguration.images,
  )
  const node = getNode(resources[0]?.root, ['spec', 'containers', 0, 'image'])
  return {
    effect,
    text: node?.value,
    chain: chainOf(node?.step).map(({ cause, value, at }) => [cause, value, at?.start]),
  }
}

describe('transformImages', () => {
  it.each([
    ['nginx', '{name: nginx, newTag: v1}', 'nginx:v1'],
    ['nginx:1@sha256:a', '{name: nginx, newTag: v1}', 'nginx:v1'],
    ['nginx:1', '{name: nginx, digest: sha256:a}', 'nginx@sha256:a'],
    ['nginx:1', '{name: nginx, newTag: v1, digest: sha256:a}', 'nginx:v1@sha256:a'],
    ['nginx:1@sha256:a', '{name: nginx, newName: host:5000/x}', 'host:5000/x:1@sha256:a'],
    // It is found both as a container and by its field.
    ['nginx:1', '{name: nginx, tagSuffix: -x}', 'nginx:1-x-x'],
    ['nginx:1', '{name: nginx, newTag: v1, tagSuffix: -x}', 'nginx:v1'],
    ['nginx@sha256:a', '{name: nginx, tagSuffix: -x, newName: x}', 'x:-x'],
    ['my/nginx', '{name: nginx, newTag: v1}', 'my/nginx'],
    ['nginx', '{name: "", newTag: v1}', 'nginx'],
    ['nginx', '{name: n.*, newTag: v1}', 'nginx:v1'],
    ['redis-cache:1', '{name: nginx|redis, newTag: v1}', 'redis-cache:1'],
    ['nginx-cache:1', '{name: nginx|redis, newTag: v1}', 'nginx-cache:v1'],
    ['"nginx:"', '{name: nginx}', 'nginx'],
    ['null', '{name: nginx, newTag: v1}', 'null'],
  ])('%s with %s', (image, entry, expected) => {
    expect(transform(image, entry).text).toBe(expected)
  })

  it('counts each field once', () => {
    expect(transform('nginx:1', '{name: nginx, newTag: v2}').effect).toEqual({ matched: 1, changed: 1 })
    expect(transform('nginx:1', '{name: nginx, newTag: "1"}').effect).toEqual({ matched: 1, changed: 0 })
    expect(transform('nginx:1', '{name: redis, newTag: "1"}').effect).toEqual({ matched: 0, changed: 0 })
  })

  it('remembers each part that changes', () => {
    const entry = '{name: nginx, newName: x, newTag: v2, digest: sha256:a}'
    expect(transform('nginx:1', entry).chain).toEqual([
      ['resource', 'nginx:1', expect.any(Number)],
      ['images', 'x:1', entry.indexOf('x, newTag')],
      ['images', 'x:v2', entry.indexOf('v2')],
      ['images', 'x:v2@sha256:a', entry.indexOf('sha256')],
    ])
    // What is set to what it is already comes from there as well: changing it would change the field.
    expect(transform('nginx:1', '{name: nginx, newTag: "1"}').chain).toHaveLength(2)
  })

  it.each([
    ['[a]', 'the `image` in `containers` must be the name of an image, but is a list'],
    ['{a: b}', 'the `image` in `containers` must be the name of an image, but is a map'],
  ])('refuses the image %s', (image, message) => {
    expect(() => transform(image, '{name: nginx}')).toThrow(message)
  })
  it('refuses a name that is no regular expression, once there is an image', () => {
    const broken = expect.objectContaining({
      problem: expect.objectContaining({
        code: 'invalid-regex',
        at: { file: 'kustomization.yaml', start: 7, end: 10 },
      }),
    })
    expect(() => transform('nginx', '{name: "a(", newTag: v1}')).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: 'invalid-regex' }) }),
    )
    expect(() => transform('nginx', '{name: a*+, newTag: v1}')).toThrow(broken)
    expect(transformImages([], readImageArguments(readTree('{name: "a("}')), [])).toEqual({ matched: 0, changed: 0 })
  })
})
