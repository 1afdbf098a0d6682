const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file',
  EISDIR: 'it is a directory',
  ELOOP: 'it is a symbolic link',
  ENAMETOOLONG: 'its path is too long for the operating system',
  ENOSPC: 'no space left on the device',
  EMFILE: 'too many files are open',
}

/** The reason in an error of the operating system, without the absolute path that Node puts into its message. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  return code === undefined ? 'it cannot be read' : (reasons[code] ?? code)
}
