import type { JsonValue } from '../../yaml/json-value.ts'
import { textAt, valueAt } from './text-at.ts'

/** What gives a text of several lines away as something that another program reads, with `${…}` of its own. */
const marks: readonly RegExp[] = [
  /^#!\S/,
  // Shell.
  /^[ \t]*(?:if \[|elif \[|set -[a-z]|fi(?:;|$)|done(?:[ ;|<>]|$)|esac(?:;|$)|then$|do$|for \w+ in |while (?:\[|read|true|!)|case .{1,200} in$)/m,
  /^[ \t]*(?:export [A-Za-z_]\w*=|local \w+|trap ['"]|exec ["$/\w]|exit \d|echo ["'$\w]|printf ["']|source \/)/m,
  /; (?:then|do)$|\$\([a-z]|^[ \t]*\w+\(\) ?\{$/m,
  // JavaScript, Python, Groovy.
  /^[ \t]*(?:const|let|var) [\w{[][^\n=:]{0,200}=|\) ?=> ?[{(\w]|^[ \t]*(?:async )?function \w*\(|^[ \t]*module\.exports|^[ \t]*import .{1,200} from ['"]/m,
  /^[ \t]*def \w+\(.{0,500}\)(?::| ?\{)$|^[ \t]*(?:pipeline|node|stage) ?(?:\([^\n]{0,200}\) ?)?\{$/m,
  // nginx, Logstash, Fluent Bit, Terraform.
  /^[ \t]*(?:server|upstream|http|events|location [^\n{]{1,200}|input|filter|output) ?\{[ \t]*$/m,
  /^[ \t]*\[(?:SERVICE|INPUT|FILTER|OUTPUT|PARSER)\][ \t]*$/m,
  /^(?:resource|variable|data|module|provider|locals|terraform)(?: "[^"\n]{1,200}"){0,2} ?\{[ \t]*$/m,
  // SQL with dollar quotes.
  /^[ \t]*(?:CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)|DO \$)/im,
]

/** A dashboard of Grafana. */
const dashboard = /"(?:panels|targets|templating|schemaVersion|__inputs)"[ \t]*:/
const shell = /^(?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:ba|z|a|da|k)?sh$/
const shellOption = /^-[a-z]*c$/

/**
 * Whether the text at a path of an object is obviously for another program, which has a meaning of its own for `${…}`: a
 * script, a configuration file with a language of its own, or a dashboard.
 */
export function isCode(object: JsonValue, path: readonly (string | number)[]): boolean {
  const text = textAt(object, path)?.trim()
  if (text === undefined) return false
  if (isArgument(object, path)) return true
  if (!text.includes('\n')) return text.startsWith('{') && dashboard.test(text)
  return marks.some((mark) => mark.test(text)) || (text.startsWith('{') && dashboard.test(text))
}

/** Whether it is the command that a shell is started with. */
function isArgument(object: JsonValue, path: readonly (string | number)[]): boolean {
  const index = path.at(-1)
  const field = path.at(-2)
  if (typeof index !== 'number' || (field !== 'args' && field !== 'command')) return false
  const around = valueAt(object, path.slice(0, -2))
  const command = around instanceof Map ? [around.get('command'), around.get('args')].flatMap(listTexts) : []
  const at = command.findIndex((text) => shellOption.test(text))
  const own = textAt(object, path)
  return at > 0 && command.slice(0, at).some((text) => shell.test(text)) && command[at + 1] === own
}

function listTexts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
