/** How the problems are measured: the suite's names, and counts for which an iteration takes V8 some ten milliseconds. */

/** One problem. */
export interface Problem {
  readonly name: string;
  readonly iterations: number;
  readonly innerIterations: number;
  /** The program in C, from the repository's root. */
  readonly c?: string;
}

/** In the suite's order. */
export const PROBLEMS: readonly Problem[] = [
  { name: 'Richards', iterations: 20, innerIterations: 20 },
  { name: 'DeltaBlue', iterations: 40, innerIterations: 2000 },
  { name: 'Json', iterations: 20, innerIterations: 50 },
  { name: 'CD', iterations: 10, innerIterations: 100 },
  { name: 'Havlak', iterations: 5, innerIterations: 15 },
  { name: 'Bounce', iterations: 30, innerIterations: 500 },
  { name: 'List', iterations: 30, innerIterations: 500 },
  { name: 'Mandelbrot', iterations: 10, innerIterations: 500, c: 'bench/language/c/mandelbrot.c' },
  { name: 'NBody', iterations: 15, innerIterations: 250_000, c: 'bench/language/c/nbody.c' },
  { name: 'Permute', iterations: 30, innerIterations: 500 },
  { name: 'Queens', iterations: 30, innerIterations: 500 },
  { name: 'Sieve', iterations: 30, innerIterations: 1000, c: 'bench/language/c/sieve.c' },
  { name: 'Storage', iterations: 20, innerIterations: 300 },
  { name: 'Towers', iterations: 20, innerIterations: 300 },
];
