import type { TransformerConfiguration } from './transformer-configuration.ts'

/** A configuration without any field. */
export const emptyConfiguration: TransformerConfiguration = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  nameReference: [],
  varReference: [],
  images: [],
  replicas: [],
}
