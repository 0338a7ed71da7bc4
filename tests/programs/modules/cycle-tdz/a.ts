import { seen } from './b.ts';

export const late = 'late';
console.log('a', seen);
