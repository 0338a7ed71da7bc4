import { log } from './shared.ts';
import { inner } from './waiting-inner.ts';

log('waiting runs');
export const value = inner + 1;
