/** What the comparison of generated cases is asked for. */
export interface GenerateArguments {
  readonly count: number
  readonly seed: number
  /** The first case. */
  readonly index: number
  /** The path of a kustomize. */
  readonly kustomize?: string
  /** Where to write the cases that differ. */
  readonly keep?: string
}

/** Reads `--generate N --seed S --index I --kustomize PATH --keep DIRECTORY`. */
export function readArguments(args: readonly string[]): GenerateArguments {
  const textOf = (name: string): string | undefined => {
    const at = args.indexOf(`--${name}`)
    const joined = args.find((each) => each.startsWith(`--${name}=`))
    return joined === undefined ? (at < 0 ? undefined : args[at + 1]) : joined.slice(name.length + 3)
  }
  const numberOf = (name: string, otherwise: number): number => {
    const number = Number(textOf(name) ?? otherwise)
    return Number.isSafeInteger(number) && number >= 0 ? number : otherwise
  }
  const kustomize = textOf('kustomize')
  const keep = textOf('keep')
  return {
    count: numberOf('generate', 1000),
    seed: numberOf('seed', 1),
    index: numberOf('index', 0),
    ...(kustomize === undefined ? {} : { kustomize }),
    ...(keep === undefined ? {} : { keep }),
  }
}
