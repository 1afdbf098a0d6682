import { defaultLayout, type Layout } from '../../model/layout.ts'

/** Whether the configuration sets a list of globs, instead of leaving it to the convention. */
export function isConfigured(layout: Layout, setting: 'ephemeral' | 'infrastructure'): boolean {
  return layout[setting] !== defaultLayout[setting]
}
