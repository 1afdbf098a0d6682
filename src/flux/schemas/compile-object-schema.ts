import { Ajv, type ErrorObject } from 'ajv'
import { compileRegex } from '../../kustomize/resource/compile-regex.ts'
import type { JsonObject } from '../../yaml/json-value.ts'
import { toPlainValue } from '../../yaml/to-plain-value.ts'
import { fitsSchema } from './fits-schema.ts'
import { formats } from './formats.ts'
import type { ObjectSchema } from './object-schema.ts'
import { readObjectSchema } from './read-object-schema.ts'
import { metadataJsonSchema, toJsonSchema } from './to-json-schema.ts'

/** A schema that objects can be held against. */
export interface ObjectValidator {
  readonly schema: ObjectSchema
  /** True where fields that the schema does not name are kept in the whole object. */
  readonly keepsUnknownFields: boolean
  /** How many rules in CEL the schema has. They are not evaluated, so that an object without problems may yet be refused. */
  readonly ruleCount: number
  /** All errors of ajv in a prepared object. */
  readonly findErrors: (value: unknown) => readonly ErrorObject[]
}

/** What a version of a custom resource says beside its schema; a CustomResourceVersion has both. */
export interface SchemaOptions {
  /** True where fields that the schema does not name are kept in the whole object. */
  readonly preservesUnknownFields?: boolean
  /** True where the API server ignores a `status` that is applied with the object. */
  readonly hasStatusSubresource?: boolean
}

/**
 * A validator for the structural schema of a version of a custom resource (its openAPIV3Schema). The same schema gives
 * the same validator, however many clusters bring it; the costly part waits for the first object.
 */
export function compileObjectSchema(schema: JsonObject | undefined, options: SchemaOptions = {}): ObjectValidator {
  if (schema === undefined) return createValidator({ type: 'object', [preserve]: true }, options)
  const { preservesUnknownFields = false, hasStatusSubresource = false } = options
  const known = bySchema.get(schema)
  if (known !== undefined) return known
  const plain = toPlainValue(schema)
  const text = `${preservesUnknownFields} ${hasStatusSubresource} ${JSON.stringify(plain, omit)}`
  const validator = byText.get(text) ?? createValidator(plain, options)
  byText.set(text, validator)
  bySchema.set(schema, validator)
  return validator
}

const preserve = 'x-kubernetes-preserve-unknown-fields'
const bySchema = new WeakMap<JsonObject, ObjectValidator>()
const byText = new Map<string, ObjectValidator>()

/** Descriptions are most of a schema's text, and say nothing here. */
function omit(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  return key === 'description' && typeof value === 'string' ? undefined : value
}

/** The same for a schema of plain objects, as they come out of JSON. */
export function createValidator(
  plain: unknown,
  { preservesUnknownFields = false, hasStatusSubresource = false }: SchemaOptions = {},
): ObjectValidator {
  const schema = readObjectSchema(plain)
  let find: ObjectValidator['findErrors'] | undefined
  return {
    schema,
    keepsUnknownFields: preservesUnknownFields,
    ruleCount: schema.ruleCount,
    findErrors(value) {
      if (fitsSchema(value, schema, { dropsStatus: hasStatusSubresource, matches })) return []
      find ??= compile(schema, hasStatusSubresource)
      return find(value)
    },
  }
}

function compile(schema: ObjectSchema, dropsStatus: boolean): ObjectValidator['findErrors'] {
  try {
    const validate = getAjv().compile(toJsonSchema(schema, { dropsStatus }))
    return (value) => {
      // ajv throws where it compares an object with one of an enumeration.
      try {
        validate(value)
        return validate.errors ?? []
      } catch {
        return []
      }
    }
  } catch {
    // What ajv cannot make a function of, the API server would have refused as well.
    return () => []
  }
}

let shared: Ajv | undefined

/** One for all, so that the metadata that every object has is compiled once. Optimizing would take most of the time. */
function getAjv(): Ajv {
  shared ??= new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    inlineRefs: false,
    formats: { ...formats },
    code: { optimize: false, regExp: Object.assign(toTest, { code: 'toTest' }) },
    schemas: [metadataJsonSchema()],
  })
  return shared
}

/** Go's own syntax, in linear time. A pattern that Go refuses keeps nothing out. ajv tells patterns apart by their text. */
function toTest(pattern: string): { readonly test: (text: string) => boolean; readonly toString: () => string } {
  const known = tests.get(pattern)
  if (known !== undefined) return known
  const created = { toString: () => pattern, test: createTest(pattern) }
  tests.set(pattern, created)
  return created
}

const tests = new Map<string, ReturnType<typeof toTest>>()

function createTest(pattern: string): (text: string) => boolean {
  try {
    return compileRegex(pattern, undefined)
  } catch {
    return () => true
  }
}

function matches(pattern: string, text: string): boolean {
  return toTest(pattern).test(text)
}
