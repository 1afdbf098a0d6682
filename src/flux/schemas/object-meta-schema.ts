import { readObjectSchema } from './read-object-schema.ts'

const text = { type: 'string' }
const texts = { type: 'object', additionalProperties: text }
const whatever = { type: 'array', items: { 'x-kubernetes-preserve-unknown-fields': true } }

/** What the API server knows of `metadata`, of any object. What it sets itself is not looked into. */
export const objectMetaSchema = readObjectSchema({
  type: 'object',
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: { type: 'integer' },
    creationTimestamp: text,
    deletionTimestamp: text,
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: texts,
    annotations: texts,
    finalizers: { type: 'array', items: text },
    ownerReferences: whatever,
    managedFields: whatever,
  },
})
