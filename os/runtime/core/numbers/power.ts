/** `a ** b` of doubles (ECMA-262 6.1.6.1.3), which is Math.pow. */
import { pow } from '../../math/power.ts';

export function powerOfNumbers(base: number, exponent: number): number {
  return pow(base, exponent);
}
