import type { MakeFile } from './make-file.ts'
import { fluxKustomization, kustomization } from './manifest-texts.ts'

/** The name of a component that every template loads. */
export function platformName(index: number): string {
  return `service-${String(index + 1).padStart(2, '0')}`
}

/** Writes a cluster template: a Flux Kustomization for each component of the platform, with the cluster's variables. */
export function makeTemplate(put: MakeFile, template: string, platform: number): void {
  const directory = `cluster-templates/${template}`
  const names = Array.from({ length: platform }, (_, index) => platformName(index))
  put(`${directory}/kustomization.yaml`, kustomization(names.map((name) => `${name}.yaml`)))
  for (const [index, name] of names.entries()) {
    put(
      `${directory}/${name}.yaml`,
      fluxKustomization(name, `./components/platform/${name}`, [
        ...(index === 0 ? [] : ['  dependsOn:', `    - name: ${names[Math.floor((index - 1) / 2)]}`]),
        '  postBuild:',
        '    substituteFrom:',
        '      - kind: ConfigMap',
        '        name: cluster-settings',
      ]),
    )
  }
}
