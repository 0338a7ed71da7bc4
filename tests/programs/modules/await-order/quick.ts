import { log } from './log.ts';

log.push('quick begins');
await null;
log.push('quick ends');
export const quick = 'quick';
