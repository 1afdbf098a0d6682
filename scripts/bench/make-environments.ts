import type { MakeFile } from './make-file.ts'

/**
 * Writes two environments for a promotion, `staging` and `production`. Of so many files a tenth is the same in both, a tenth
 * is missing in the target, a tenth is its alone, and the rest differ.
 */
export function makeEnvironments(count: number, write: MakeFile): void {
  const listed = { staging: [] as string[], production: [] as string[] }
  const put = (environment: keyof typeof listed, path: string, text: string): void => {
    listed[environment].push(path)
    write(`clusters/${environment}/${path}`, text)
  }
  for (let index = 0; index < count; index += 1) {
    const path = `team-${Math.floor(index / 100)}/app-${index}.yaml`
    if (index % 10 !== 1) put('staging', path, configMap(index, 1))
    if (index % 10 !== 2) put('production', path, configMap(index, index % 10 === 3 ? 1 : 2))
  }
  for (const [environment, paths] of Object.entries(listed)) {
    const resources = paths.map((path) => `  - ${path}\n`).join('')
    write(`clusters/${environment}/kustomization.yaml`, `kind: Kustomization\nresources:\n${resources}`)
  }
}

function configMap(index: number, replicas: number): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: app-${index}
  namespace: apps
data:
  replicas: "${replicas}"
  text: |
${'    a line of configuration\n'.repeat(20)}`
}
