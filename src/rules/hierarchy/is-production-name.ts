/** Stages before production that are so named everywhere. */
export const lowerStages: ReadonlySet<string> = new Set(
  'development develop dev test testing qa uat staging stage stg preprod preproduction pre-production sandbox'.split(
    ' ',
  ),
)

/** Whether a name says production: `production`, `prod-eu`, `c2-production`, `prod2`; not `non-prod` or `prod-staging`. */
export function isProductionName(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/)
  const isOther = (word: string): boolean =>
    lowerStages.has(word) || ['non', 'not', 'no', 'pre', 'nonprod'].includes(word)
  return words.some((word) => /^(?:production|prod|prd)\d*$/.test(word)) && !words.some(isOther)
}
