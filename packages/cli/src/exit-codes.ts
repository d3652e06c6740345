/** What a script that calls `mfe` can rely on. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2 } as const
