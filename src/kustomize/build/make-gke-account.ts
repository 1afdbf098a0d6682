import { BuildError } from '../build-error.ts'
import { readText } from '../configuration/read-value.ts'
import { createMapping, createScalar } from '../tree/create-node.ts'
import { getField } from '../tree/get-field.ts'
import { getFieldIgnoringCase } from '../tree/get-field-ignoring-case.ts'
import { setField } from '../tree/set-field.ts'
import type { TreeNode } from '../tree/tree-node.ts'

/** The ServiceAccount that a configuration of the kind `IAMPolicyGenerator` describes; only GKE is known upstream. */
export function makeGkeAccount(config: TreeNode): TreeNode {
  const cloud = getFieldIgnoringCase(config, 'cloud')
  if (cloud?.value !== 'gke') {
    const message = `an IAMPolicyGenerator knows only the cloud \`gke\`; found \`${cloud?.value ?? ''}\``
    throw new BuildError({ code: 'unknown-cloud', message, at: cloud?.step?.at ?? config.step?.at })
  }
  const text = (node: TreeNode | undefined, name: string) =>
    readText(getFieldIgnoringCase(node, name), name, 'plugin', true)
  const scalar = (value: string, from: TreeNode | undefined) =>
    createScalar(value, { cause: 'build', at: (from ?? config).step?.at, value, before: undefined })
  const account = getFieldIgnoringCase(config, 'serviceAccount')
  const service = getFieldIgnoringCase(config, 'kubernetesService')
  const project = text(account, 'projectId')
  const address = `${text(account, 'name')}@${project}.iam.gserviceaccount.com`

  const root = createMapping(config.step)
  setField(root, 'apiVersion', scalar('v1', config))
  setField(root, 'kind', scalar('ServiceAccount', config))
  const metadata = setField(root, 'metadata', createMapping(config.step))
  const annotations = setField(metadata, 'annotations', createMapping(config.step))
  setField(annotations, 'iam.gke.io/gcp-service-account', scalar(address, getField(account, 'name')))
  setField(metadata, 'name', scalar(text(service, 'name'), getField(service, 'name')))
  const namespace = getFieldIgnoringCase(service, 'namespace')
  if (namespace !== undefined) setField(metadata, 'namespace', scalar(namespace.value, namespace))
  return root
}
