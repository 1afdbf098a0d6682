/** How far along the way to production something is, by its name. */
export interface Stage {
  /** The word of the name that tells it, such as `prod` in `prod-2`. */
  readonly word: string
  /** 0 for the first stage. */
  readonly order: number
}

/** Words for stages, in the order of promotion. */
const stages: readonly (readonly string[])[] = [
  ['sandbox', 'sbx', 'local'],
  ['dev', 'devel', 'develop', 'development'],
  ['nonprod', 'test', 'tst', 'testing', 'qa', 'integration'],
  ['stg', 'stage', 'staging', 'uat', 'acc', 'acceptance', 'preprod', 'preproduction'],
  ['prd', 'prod', 'production', 'live'],
]

/** The stage that a name tells: `staging`, `eu-prod2`. Undefined where it tells none. */
export function stageOf(name: string): Stage | undefined {
  // These words are also written with a dash, and say the opposite of their second part.
  const words = name
    .toLowerCase()
    .replace(/\b(pre|non)[-_](?=prod)/g, '$1')
    .split(/[^a-z0-9]+/)
  for (const written of words) {
    const word = written.replace(/\d+$/, '')
    const order = stages.findIndex((stage) => stage.includes(word))
    if (order >= 0) return { word, order }
  }
  return undefined
}
