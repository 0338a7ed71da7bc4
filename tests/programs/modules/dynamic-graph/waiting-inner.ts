import { log } from './shared.ts';

log('inner begins');
export const inner = await Promise.resolve(41);
log('inner ends');
