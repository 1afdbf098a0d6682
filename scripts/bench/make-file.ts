/** Takes a file of a made-up repository: its path from the top, and its text. */
export type MakeFile = (path: string, text: string) => void
