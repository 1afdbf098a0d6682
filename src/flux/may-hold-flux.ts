/**
 * Whether an object of Flux may stand in a text of YAML, or the values of the chart `flux-instance`: only then does it
 * have to be parsed to know. Every group of Flux is called `fluxcd`, which only an escape could write otherwise.
 */
export function mayHoldFlux(text: string): boolean {
  return /fluxcd|\\/.test(text) || (text.includes('instance') && text.includes('sync'))
}
