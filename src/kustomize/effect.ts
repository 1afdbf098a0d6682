/** What a transformer did, to tell an entry that matches nothing from one that changes nothing. */
export interface Effect {
  /** Objects or fields that it was meant for. */
  readonly matched: number
  /** Those of them whose content is another afterwards. */
  readonly changed: number
}
