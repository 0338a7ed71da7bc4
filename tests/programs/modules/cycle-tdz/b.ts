import { late } from './a.ts';

export let seen: string;
try {
  seen = `value ${late}`;
} catch (error) {
  seen = `${(error as Error).name}: ${(error as Error).message}`;
}
console.log('b', seen);
