/**
 * Mandelbrot: which points of a square stay bounded for fifty steps, as a checksum over the bits of the picture's bytes.
 *
 * The problem is from the Computer Language Benchmarks Game, as are-we-fast-yet states it; the text is ours.
 */
import { sized } from './benchmark.ts';

const STEPS = 50;

/** 1 when the point leaves the circle of radius 2, 0 when it is still inside after `STEPS`. */
function escapes(cr: number, ci: number): number {
  let zi = 0;
  let zrSquared = 0;
  let ziSquared = 0;
  for (let step = 0; step < STEPS; step++) {
    const zr = zrSquared - ziSquared + cr;
    zi = 2 * zr * zi + ci;
    zrSquared = zr * zr;
    ziSquared = zi * zi;
    if (zrSquared + ziSquared > 4) return 1;
  }
  return 0;
}

function checksum(size: number): number {
  let sum = 0;
  let byte = 0;
  let bits = 0;
  for (let y = 0; y < size; y++) {
    const ci = (2 * y) / size - 1;
    for (let x = 0; x < size; x++) {
      byte = (byte << 1) + escapes((2 * x) / size - 1.5, ci);
      bits++;
      // A row's last byte is filled up with zeros.
      if (bits === 8 || x === size - 1) {
        sum ^= byte << (8 - bits);
        byte = 0;
        bits = 0;
      }
    }
  }
  return sum;
}

const EXPECTED = new Map([
  [1, 128],
  [500, 191],
  [750, 50],
]);

export const mandelbrot = sized('Mandelbrot', checksum, EXPECTED);
