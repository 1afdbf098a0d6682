/** A directory that is named stands for all that lies in it. */
export function withContent(glob: string): readonly string[] {
  const plain = glob.replace(/^\.\//, '').replace(/\/$/, '')
  return [plain, `${plain}/**`]
}
