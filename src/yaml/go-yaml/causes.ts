/** What can be wrong with a YAML text, and what to do about it. Filled with the data of a `SyntaxProblem`. */
export const causes = {
  tabIndents: {
    message: 'a tab stands in the indentation of this line; YAML allows only spaces there',
    help: 'Replace the tab by spaces.',
  },
  tabAfterMark: {
    message: 'a tab follows `{mark}`; only spaces may stand there',
    help: 'Replace the tab by a space.',
  },
  tabBeginsBlock: {
    message: 'the first line of this block of text begins with a tab, which kustomize refuses as indentation',
    help: 'Begin the block with a line that is indented by spaces only, or say by how many spaces it is indented (`|2`).',
  },
  unclosedQuote: {
    message: 'the quote `{quote}` that begins here is never closed',
    help: "Close it, or double the quotes inside (`''`), or put a backslash before them (`\\\"`).",
  },
  unclosedBracket: {
    message: 'the `{open}` that begins here is never closed with `{close}`',
    help: 'Close it; a text that contains a bracket or brace at its start needs quotes.',
  },
  otherBracket: {
    message: '`{found}` stands where `{close}` must close the `{open}`',
    help: 'Make the brackets match; a text that contains a bracket or brace at its start needs quotes.',
  },
  bracketTooMany: {
    message: '`{found}` closes nothing that is open',
    help: 'Remove it; a text that begins with a bracket or brace needs quotes.',
  },
  secondColon: {
    message: 'a second `: ` on one line; YAML takes the value for another key',
    help: 'Put the whole value in quotes, or the inner key on a line of its own.',
  },
  keyTooDeep: {
    message: '`{text}` is indented deeper than the entry above it, which already has a value',
    help: 'Align it with its siblings.',
  },
  notAligned: {
    message: '`{text}` is aligned with none of the entries above it',
    help: 'Align it with its siblings.',
  },
  missingColon: {
    message: '`{text}` is no `key: value`',
    help: 'Put a colon and a space after the key; where it continues the text above, indent it deeper.',
  },
  missingSpace: {
    message: 'a space is missing after the colon of `{text}`',
    help: 'Write `key: value` with a space.',
  },
  itemInMap: {
    message: 'a list item stands where a key is expected',
    help: 'Indent it below the key that it belongs to; a text that begins with `- ` needs quotes.',
  },
  keyInList: {
    message: '`{text}` stands where a list item (`- `) is expected',
    help: 'Put `- ` before it, or align it with the key that it belongs to.',
  },
  textAfterEnd: {
    message: '`{text}` follows a value that has already ended',
    help: 'Put the whole value in quotes, or remove what follows.',
  },
  listOnKeyLine: {
    message: '`{text}` begins a list on the line of its key',
    help: 'Put the list on the next line; a text that begins with `-` and a space needs quotes.',
  },
  quoteEndsEarly: {
    message: 'the text ends at the quote before `{text}`',
    help: "Inside single quotes write a quote twice (`''`), inside double quotes with a backslash (`\\\"`).",
  },
  needsQuotes: {
    message: 'a text that begins with {mark} needs quotes',
    help: 'Put the whole value in quotes.',
  },
  variableInBrackets: {
    message: 'a `$` and a brace within brackets or braces need quotes',
    help: 'Put the variable in quotes.',
  },
  oddSpace: {
    message: 'the invisible character {code} stands here, which is no space to YAML',
    help: 'Replace it by a space, or remove it.',
  },
  template: {
    message: '`{mark}` begins a template, which is no YAML until it is rendered',
    help: 'Put the value in quotes, or render the template before Flux reads the file.',
  },
  mergeConflict: {
    message: 'the marks of a Git merge conflict are still in the file',
    help: 'Resolve the conflict.',
  },
  badEscape: {
    message: 'kustomize knows no escape `{escape}` in double quotes',
    help: 'Write the character itself, double the backslash, or use single quotes.',
  },
  unknownAnchor: {
    message: 'no anchor `&{name}` stands before `*{name}` in this document',
    help: 'Define the anchor first; a text that begins with `*` needs quotes.',
  },
  aliasInItself: {
    message: '`*{name}` stands inside what `&{name}` names; kustomize and the kustomize-controller crash on it',
    help: 'Write out what is meant.',
  },
  anchorName: {
    message: '`{text}` is no name that kustomize accepts: only letters, digits, `-` and `_`',
    help: 'Rename the anchor and its aliases; a text that begins with `{mark}` needs quotes.',
  },
  mergeOfNoMap: {
    message: '`<<` can only be given a map or a list of maps',
    help: 'Give it an alias to a map (`<<: *name`), or put the key in quotes.',
  },
  collectionAsKey: {
    message: 'a list or map stands where a key is expected',
    help: 'A key must be a text; put it in quotes.',
  },
  emptyKey: {
    message: 'no key stands before this colon',
    help: 'Write the key; a text that begins with `: ` needs quotes.',
  },
  longKey: {
    message: 'a key of more than 1024 characters',
    help: 'Put `? ` before the key, or shorten it.',
  },
  keyOverLines: {
    message: 'a key and its colon must stand on one line',
    help: 'Write the key on one line.',
  },
  missingComma: {
    message: 'a comma is missing before `{text}`',
    help: 'Separate the entries within brackets by commas; a text with brackets or braces needs quotes.',
  },
  commaTooMany: {
    message: 'a comma too many',
    help: 'Remove it.',
  },
  blockInBrackets: {
    message: '`{text}` may not stand within brackets or braces',
    help: 'Write the list with commas, or without brackets over several lines.',
  },
  blockIndentation: {
    message: 'this line of a block of text is not indented enough',
    help: 'Indent all lines of the block alike or deeper, empty ones aside.',
  },
  blockHeader: {
    message: '`{text}` follows `|` or `>`; the block of text begins on the next line',
    help: 'Move the text to the next line; a text that begins with `|` or `>` needs quotes.',
  },
  directive: {
    message: 'kustomize refuses the directive `{text}`',
    help: 'Remove the line.',
  },
  textAfterMarker: {
    message: 'kustomize accepts nothing but a comment after `---`',
    help: 'Begin the document on the next line.',
  },
  textAfterDocument: {
    message: 'kustomize skips what stands between `...` and the next `---` without a word',
    help: 'Begin the next document with `---`.',
  },
  tagPrefix: {
    message: '`{text}` uses a prefix of tags that is not declared',
    help: 'Remove the tag; a text that begins with `!` needs quotes.',
  },
  controlCharacter: {
    message: 'the character {code} is not allowed in YAML',
    help: 'Remove it; in double quotes it can be written as an escape.',
  },
  lineSeparator: {
    message: 'an invisible line break ({code}) stands here, and kustomize ends the line there',
    help: 'Replace the character by a space or an ordinary line break.',
  },
  tooDeep: {
    message: 'lists and maps are nested too deep to be read',
    help: 'Flatten the file.',
  },
  other: {
    message: '{text}',
    help: 'Correct the text; nothing after this place can be understood.',
  },
} as const satisfies Readonly<Record<string, { readonly message: string; readonly help: string }>>

export type Cause = keyof typeof causes
