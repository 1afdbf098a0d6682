/**
 * Whether an object of Flux may stand in a text of YAML, or the values of the chart `flux-instance`, by themselves or in a
 * HelmRelease of any group: only then does it have to be parsed to know. Every group of Flux has `fluxcd` in its name, and
 * those values have `instance` and `sync`; only an escape could write these words otherwise.
 */
export function mayHoldFlux(text: string): boolean {
  return /fluxcd|\\/.test(text) || (text.includes('instance') && text.includes('sync'))
}
