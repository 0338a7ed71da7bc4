/* The suite's harness for one problem: PROGRAM ITERATIONS INNER prints a line for each iteration, in microseconds. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int run(int inner_iterations);

int main(int count, char **words) {
  int iterations = count > 1 ? atoi(words[1]) : 1;
  int inner_iterations = count > 2 ? atoi(words[2]) : 1;
  for (int i = 0; i < iterations; i++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    int is_right = run(inner_iterations);
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (!is_right) return 1;
    long long ns = (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec;
    printf("iterations=1 runtime: %lldus\n", ns / 1000);
  }
  return 0;
}
