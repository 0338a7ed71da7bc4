import { log } from './log.ts';

log.push('slow begins');
await null;
await null;
await null;
log.push('slow ends');
export const slow = 'slow';
