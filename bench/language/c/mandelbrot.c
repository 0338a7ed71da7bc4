/* What ../mandelbrot.ts does, in C. */
#include "harness.h"

enum { STEPS = 50 };

static int escapes(double cr, double ci) {
  double zi = 0, zr_squared = 0, zi_squared = 0;
  for (int step = 0; step < STEPS; step++) {
    double zr = zr_squared - zi_squared + cr;
    zi = 2 * zr * zi + ci;
    zr_squared = zr * zr;
    zi_squared = zi * zi;
    if (zr_squared + zi_squared > 4) return 1;
  }
  return 0;
}

static int run(int size) {
  int sum = 0, byte = 0, bits = 0;
  for (int y = 0; y < size; y++) {
    double ci = 2.0 * y / size - 1;
    for (int x = 0; x < size; x++) {
      byte = (byte << 1) + escapes(2.0 * x / size - 1.5, ci);
      bits++;
      if (bits == 8 || x == size - 1) {
        sum ^= byte << (8 - bits);
        byte = 0;
        bits = 0;
      }
    }
  }
  return sum == (size == 500 ? 191 : size == 750 ? 50 : 128);
}
