import { shared } from './shared.ts';

console.log('first');
shared.push('first');
