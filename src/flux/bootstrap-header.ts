/** What the first lines of a file written by `flux bootstrap` say. */
export interface BootstrapHeader {
  /** Such as `v2.9.4`; only in gotk-components.yaml. */
  readonly fluxVersion: string | undefined
  readonly components: readonly string[]
}
