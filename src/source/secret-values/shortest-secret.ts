/** A shorter text is no secret, by what its name promises. */
export const shortestSecret = { credential: 6, key: 16, unknown: 24 } as const
