/** What happened, in order. */
export const log: string[] = [];
