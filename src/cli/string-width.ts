import { stripVTControlCharacters } from 'node:util'

/**
 * How many columns a text of the help takes. In the built binaries this stands in for the package of the same name, which
 * yargs measures with: its tables of emoji, which the help has none of, take as long to load as half of Node.
 */
export default function stringWidth(text: string): number {
  return [...stripVTControlCharacters(text)].length
}
