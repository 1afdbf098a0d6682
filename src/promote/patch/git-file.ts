/** A file as a tree of Git holds it. */
export interface GitFile {
  readonly bytes: Uint8Array
  readonly mode: 'file' | 'executable'
}

/** How Git writes the mode of a file. */
export const gitModes: Readonly<Record<GitFile['mode'], string>> = { file: '100644', executable: '100755' }
