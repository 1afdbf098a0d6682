import type { FileContent } from '../../files/transaction/file-content.ts'

/** How Git writes the mode of a file. */
export const gitModes: Readonly<Record<FileContent['mode'], string>> = { file: '100644', executable: '100755' }
