import type { Judgement } from './judge.ts'
import type { Outcome, ParityCase } from './parity-case.ts'

/** Two builds that differ. */
export interface Difference extends Judgement {
  readonly one: ParityCase
  readonly own: Outcome
  readonly real: Outcome
}

interface AcceptedDifference {
  /** Why it is meant to stay. */
  readonly reason: string
  matches(difference: Difference): boolean
}

/** Differences that are known and wanted. */
const acceptedDifferences: readonly AcceptedDifference[] = [
  {
    reason: 'kustomize itself crashes',
    matches: ({ real }) => 'error' in real && real.crash === true,
  },
  {
    reason: 'kustomize does not read what follows the first document of a part; we say that it is broken',
    matches: ({ own, real }) =>
      'text' in real &&
      /malformed-yaml: .*(?:follows a value that has already ended|comma is missing)/.test(errorOf(own)),
  },
  {
    reason: 'the hash of an object whose kind a patch has changed is that of lines and columns',
    matches: ({ own, real, one }) =>
      'text' in own &&
      'text' in real &&
      textsOf(one).some((text) => text.includes('allowKindChange')) &&
      withoutHashes(own.text) === withoutHashes(real.text),
  },
  {
    reason: 'a comment in a patch, which go-yaml prints into brackets and cannot read again',
    matches: ({ own, real }) => 'text' in own && /yaml: line \d+: could not find expected/.test(errorOf(real)),
  },
  {
    reason: 'an apiVersion that is no text fails in kustomize only where a name reference is looked for',
    matches: ({ real }) => errorOf(real).includes('node-referrerOriginal'),
  },
  {
    reason: 'a validator that changes nothing but how the object is written down',
    matches: ({ own, real }) => 'text' in own && errorOf(real).includes("validator shouldn't modify"),
  },
  {
    reason: 'a key that is there twice, of which one goes while metadata is written, is a mistake all the same',
    matches: ({ own, real }) => 'text' in real && errorOf(own).includes('duplicate-key'),
  },
  {
    reason: 'the key `<<` in the value of a JSON patch',
    matches: ({ one }) => textsOf(one).some((text) => text.includes('"op"') && text.includes('"<<"')),
  },
  {
    reason: 'a comment behind a block of text, which go-yaml prints into the text',
    matches: ({ own, real, one }) =>
      'text' in own &&
      'text' in real &&
      textsOf(one).some((text) => /[|>]\d?\+/.test(text)) &&
      own.text.replace(/\s+/g, ' ') === real.text.replace(/\s+/g, ' '),
  },
]

/** Why a difference is accepted; `undefined` where it is not. */
export function reasonToAccept(difference: Difference): string | undefined {
  return acceptedDifferences.find(({ matches }) => matches(difference))?.reason
}

function errorOf(outcome: Outcome): string {
  return 'error' in outcome ? outcome.error : ''
}

function textsOf({ files }: ParityCase): readonly string[] {
  return Object.values(files).filter((content) => typeof content === 'string')
}

/** A text in which all hashes are the same, and its documents in one order. */
function withoutHashes(text: string): string {
  return text
    .replace(/-[2-9bcdfghkmt6-9]{10}\b/g, '-hash')
    .split('---\n')
    .sort()
    .join('---\n')
}
