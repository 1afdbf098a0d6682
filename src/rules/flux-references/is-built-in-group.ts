/** Whether an API group belongs to Kubernetes itself. */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io')
}
