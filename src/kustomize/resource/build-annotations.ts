/**
 * Annotations in which kustomize keeps what it must remember of an object while it builds. They are real annotations here
 * too, so that a patch that replaces all annotations has the same consequences.
 */
const domain = 'internal.config.kubernetes.io'

export const previousKinds = `${domain}/previousKinds`
export const previousNames = `${domain}/previousNames`
export const previousNamespaces = `${domain}/previousNamespaces`
export const prefixes = `${domain}/prefixes`
export const suffixes = `${domain}/suffixes`
export const referencedBy = `${domain}/refBy`
export const generatorBehavior = `${domain}/generatorBehavior`
export const needsHashSuffix = `${domain}/needsHashSuffix`
export const allowNameChange = `${domain}/allowNameChange`
export const allowKindChange = `${domain}/allowKindChange`
/** These two are wanted in the output where `buildMetadata` asks for them. */
export const origin = 'config.kubernetes.io/origin'
export const transformations = 'alpha.config.kubernetes.io/transformations'
