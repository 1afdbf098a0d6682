/** How bad a finding is, worst first. */
export const severities = ['error', 'warning', 'info'] as const

/** One of {@link severities}. */
export type Severity = (typeof severities)[number]
