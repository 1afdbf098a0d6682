/**
 * A path inside the repository: slash separated, relative to its root, without `.` or `..` segments.
 * The root itself is the empty string.
 */
export type RepoPath = string
