import { cleanText } from './clean-text.ts'

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
}

/** Text for the content of an element or for an attribute in double quotes. Every reader gets back what {@link cleanText} leaves. */
export function escapeXml(text: string): string {
  return cleanText(text).replace(/[&<>"\t\n]/g, (character) => references[character] ?? character)
}

/** The attributes of an element, each behind a space. Numbers are written as they are. */
export function formatXmlAttributes(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('')
}
