import { isPlaceholder } from './is-placeholder.ts'
import { isReference } from './is-reference.ts'
import { isSecretLine } from './is-secret-line.ts'
import { roleOf } from './role-of.ts'

const longestUrl = 2000

const goDsn = /(?:^|[\s"'=])([\w.-]{1,60}):([^\s@]{1,200})@(?:tcp|udp|unix)\(/

/** `scheme://user:password@host`, `user:password@tcp(host)`, `?token=…` behind an address; comments do not count. */
export function hasPasswordInUrl(commented: string): boolean {
  const text = commented.replace(/^[ \t]*(?:#|\/\/|;).*$/gm, '')
  for (let at = text.indexOf('://'); at >= 0; ) {
    const next = text.indexOf('://', at + 3)
    const rest = text.slice(at + 3, Math.min(at + longestUrl, next < 0 ? text.length : next))
    const url = /^[^\s"'`<>\\]*/.exec(rest)?.[0] ?? ''
    const authority = /^[^/?#]*/.exec(url.replace(/\$\{[^}]*\}/g, ''))?.[0] ?? ''
    const hostAt = authority.lastIndexOf('@')
    const [user = '', ...password] = authority.slice(0, Math.max(0, hostAt)).split(':')
    if (isPasswordInUrl(password.join(':'), `${user} ${authority.slice(hostAt + 1)}`)) return true
    for (const [, name = '', value = ''] of url.matchAll(/[?&;]([\w.-]{1,60})=([^&;#]{1,500})/g)) {
      if (roleOf(name) === 'credential' && isSecretLine(value, name)) return true
    }
    at = next
  }
  const [, user = '', password = ''] = goDsn.exec(text) ?? []
  return isPasswordInUrl(password, user)
}

function isPasswordInUrl(password: string, userAndHost: string): boolean {
  return password !== '' && password.length <= 200 && !isReference(password) && !isPlaceholder(password, userAndHost)
}
