/**
 * Orders two releases by major and minor number alone: negative where `a` is older, positive where it is newer, 0 for
 * the same minor. Takes `2.3`, `v2.3.0`, `v1.31.2+k3s1`; a text without a number at its start is older than any release.
 */
export function compareMinor(a: string, b: string): number {
  const [majorA, minorA] = minorOf(a)
  const [majorB, minorB] = minorOf(b)
  return majorA - majorB || minorA - minorB
}

function minorOf(version: string): [major: number, minor: number] {
  const match = /^v?(\d+)(?:\.(\d+))?/.exec(version.trim())
  return match === null ? [-1, -1] : [Number(match[1]), Number(match[2] ?? 0)]
}
