import type { FileSystem } from '../../src/files/file-system.ts'

/** A file system in which one file has another content. */
export function overlay(files: FileSystem, path: string, content: Uint8Array): FileSystem {
  return {
    ...files,
    entries: files.entries.map((entry) => (entry.path === path ? { ...entry, size: content.length } : entry)),
    read: (wanted) => (wanted === path ? content : files.read(wanted)),
  }
}
