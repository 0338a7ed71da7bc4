import { log } from './shared.ts';

log('broken runs');
if (Math.max(1, 2) === 2) throw new RangeError('broken');
export const never = 1;
