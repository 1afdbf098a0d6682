/** One setting of a new `.gitops.yaml`. */
export interface Setting {
  /** Its name, as people call it: `environments`. */
  readonly name: string
  /** What the file says about it, without the `#`. */
  readonly comment: string
  /** Its lines. */
  readonly lines: readonly string[]
  /** Rules whose errors do not speak against it, by what they find: such a rule is a warning until that is mended. */
  readonly softens?: Readonly<Record<string, string>>
}

/** A setting, and whether it stands in the file as such or, for a reason, only as a comment. */
export interface ChosenSetting extends Setting {
  /** Undefined where it counts. */
  readonly leftOut: string | undefined
}
