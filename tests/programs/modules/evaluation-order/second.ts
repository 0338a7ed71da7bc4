import { shared } from './shared.ts';

console.log('second');
shared.push('second');
