/* What ../sieve.ts does, in C. */
#include <stdbool.h>
#include "harness.h"

enum { SIZE = 5000 };

/* Not inlined: the compiler would work out that every iteration does the same. */
__attribute__((noinline)) static int count_primes(bool *is_prime) {
  int count = 0;
  for (int i = 0; i < SIZE; i++) is_prime[i] = true;
  for (int i = 2; i <= SIZE; i++) {
    if (!is_prime[i - 1]) continue;
    count++;
    for (int multiple = i + i; multiple <= SIZE; multiple += i) is_prime[multiple - 1] = false;
  }
  return count;
}

static int run(int inner_iterations) {
  for (int i = 0; i < inner_iterations; i++) {
    bool is_prime[SIZE];
    if (count_primes(is_prime) != 669) return 0;
  }
  return 1;
}
