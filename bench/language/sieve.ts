/**
 * Sieve: the primes up to 5000 by Eratosthenes.
 *
 * The problem is from the SOM benchmarks, as are-we-fast-yet states it; the text is ours.
 */
import { repeated } from './benchmark.ts';

const SIZE = 5000;

/** How many primes there are up to a size; a number's flag is at its predecessor. */
function countPrimes(size: number): number {
  const isPrime = new Array<boolean>(size).fill(true);
  let count = 0;
  for (let i = 2; i <= size; i++) {
    if (!isPrime[i - 1]) continue;
    count++;
    for (let multiple = i + i; multiple <= size; multiple += i) isPrime[multiple - 1] = false;
  }
  return count;
}

export const sieve = repeated('Sieve', () => countPrimes(SIZE) === 669);
