// Preloaded with `node --import`: numbers every operation by which the process changes the disk, and ends or fails it.
//   FAIL_AT     the number of the operation; a write counts twice, before it and in its middle
//   KILL_AT     the number of an operation before which it is killed besides
//   FAIL_WITH   `kill` (SIGKILL), or the code of an error: once, or for good with a `+` after it, as in `EROFS+`
//   COUNT_FILE  where the number of operations is written when the process ends by itself
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

export const operations = {
  count: 0,
  at: Number(process.env.FAIL_AT ?? 0),
  how: process.env.FAIL_WITH ?? 'kill',
  before: () => {},
}
const killAt = Number(process.env.KILL_AT ?? 0)
const { writeFileSync, writeSync, openSync, closeSync } = fs

function pass(name, args) {
  const count = ++operations.count
  operations.before(name, args)
  const { at, how } = operations
  const isPersistent = how.endsWith('+')
  const isHit = at > 0 && (count === at || (count > at && isPersistent))
  if ((isHit && how === 'kill') || count === killAt) {
    process.kill(process.pid, 'SIGKILL')
    // Nothing else is done until the signal is delivered.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000)
  }
  if (!isHit) return
  const code = isPersistent ? how.slice(0, -1) : how
  throw Object.assign(new Error(`${code}: ${name}`), { code })
}

const isWriting = (flags) => (typeof flags === 'string' ? /[wa+]/.test(flags) : ((flags ?? 0) & 3) !== 0)
const simple = ['rename', 'link', 'unlink', 'mkdir', 'rmdir', 'rm', 'fsync', 'fdatasync', 'copyFile', 'chmod', 'fchmod']
for (const name of [...simple, 'truncate', 'ftruncate', 'symlink', 'utimes', 'chown', 'mkdtemp']) {
  const sync = fs[`${name}Sync`]
  fs[`${name}Sync`] = (...args) => {
    pass(name, args)
    return sync(...args)
  }
  const later = fs[name]
  fs[name] = (...args) => {
    try {
      pass(name, args)
    } catch (error) {
      return void setImmediate(() => args.at(-1)(error))
    }
    return later(...args)
  }
}
fs.openSync = (path, flags, mode) => {
  if (isWriting(flags)) pass('open', [path])
  return openSync(path, flags, mode)
}
fs.writeSync = (...args) => {
  pass('write', args)
  return writeSync(...args)
}
fs.writeFileSync = (file, data, options) => {
  pass('write', [file])
  const bytes = Buffer.from(data)
  const half = bytes.subarray(0, bytes.length >> 1)
  const target = typeof file === 'number' ? file : openSync(file, options?.flag ?? 'w', options?.mode)
  try {
    writeFileSync(target, half)
    pass('write', [file])
    writeFileSync(target, bytes.subarray(half.length))
  } finally {
    if (target !== file) closeSync(target)
  }
}
syncBuiltinESMExports()
process.on('exit', () => {
  if (process.env.COUNT_FILE) writeFileSync(process.env.COUNT_FILE, String(operations.count))
})
