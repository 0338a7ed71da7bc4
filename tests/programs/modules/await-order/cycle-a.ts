import { nameOfB } from './cycle-b.ts';
import { log } from './log.ts';

export const a = 'a';
log.push(`a sees ${nameOfB()}`);
