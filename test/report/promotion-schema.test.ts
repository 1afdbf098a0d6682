import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import diffSchema from '../../schemas/diff.schema.json' with { type: 'json' }
import driftSchema from '../../schemas/drift.schema.json' with { type: 'json' }
import promotionSchema from '../../schemas/promotion.schema.json' with { type: 'json' }
import type { DriftReport } from '../../src/report/drift-report.ts'
import { stringifyDiff } from '../../src/report/group-diff-reports.ts'
import type { PromotionReport } from '../../src/report/promotion-report.ts'
import { planned, production, stopped } from './promotion-example.ts'

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true })
const validate = ajv.compile(promotionSchema)
const validateDrift = ajv.compile(driftSchema)

const rollback: PromotionReport = {
  ...planned,
  command: 'rollback',
  source: null,
  outcome: 'applied',
  commit: '7a8b9c0d1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f',
  branch: 'rollback/production',
  last: null,
}
const overwritten: PromotionReport = {
  ...planned,
  selection: 'path',
  leftBehind: ['clusters/production/web.yaml'],
  otherClusters: [production],
  overwritten: planned.commits,
}
const drift: DriftReport = {
  version: 1,
  source: 'staging',
  target: 'production',
  declared: planned.kept,
  undeclared: planned.files,
  patch: planned.patch,
}

describe('the schema of a promotion', () => {
  it.each([
    ['a dry run', planned],
    ['a stopped one', stopped],
    ['a rollback', rollback],
    ['a part with overwritten commits', overwritten],
  ])('admits %s', (_name, report) => {
    validate(JSON.parse(stringifyDiff(report)))
    expect(validate.errors).toBeNull()
  })

  it.each(Object.keys(planned))('wants %s', (name) => {
    expect(validate({ ...planned, [name]: undefined })).toBe(false)
    expect(validate(JSON.parse(stringifyDiff({ ...planned, [name]: undefined })))).toBe(false)
  })

  it('describes nothing that a report does not have', () => {
    expect(Object.keys(promotionSchema.properties)).toEqual(Object.keys(planned))
    expect(validate({ ...planned, more: 1 })).toBe(false)
  })

  it('describes clusters as that of `gitops diff`', () => {
    const { revision, ...shared } = diffSchema.definitions
    expect(revision).toBeDefined()
    expect(promotionSchema.definitions).toMatchObject(shared)
    expect(promotionSchema.definitions.clusterDiff).toEqual(diffSchema.properties.clusters.items)
  })
})

describe('the schema of a drift', () => {
  it('admits one', () => {
    validateDrift(JSON.parse(stringifyDiff(drift)))
    expect(validateDrift.errors).toBeNull()
  })

  it.each(Object.keys(drift))('wants %s', (name) => {
    expect(validateDrift(JSON.parse(stringifyDiff({ ...drift, [name]: undefined })))).toBe(false)
  })

  it('describes files as that of a promotion', () => {
    expect(driftSchema.properties.undeclared.items).toEqual(promotionSchema.definitions.promotedFile)
    expect(driftSchema.properties.declared.items).toEqual(promotionSchema.definitions.kept)
  })
})
