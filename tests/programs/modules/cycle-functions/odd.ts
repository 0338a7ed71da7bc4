import { isEven } from './even.ts';

console.log('odd ran, sees', typeof isEven, isEven(0));
export function isOdd(n: number): boolean {
  return n === 0 ? false : isEven(n - 1);
}
