/**
 * Runs one problem as the suite's own harness does: `harness NAME [ITERATIONS [INNER]]`. Prints a line for each iteration,
 * in microseconds; ends with 1 when a result is wrong.
 */
import type { Benchmark } from './benchmark.ts';
import { bounce } from './bounce.ts';
import { cd } from './cd.ts';
import { deltablue } from './deltablue.ts';
import { havlak } from './havlak.ts';
import { json } from './json.ts';
import { list } from './list.ts';
import { mandelbrot } from './mandelbrot.ts';
import { nbody } from './nbody.ts';
import { permute } from './permute.ts';
import { queens } from './queens.ts';
import { richards } from './richards.ts';
import { sieve } from './sieve.ts';
import { storage } from './storage.ts';
import { towers } from './towers.ts';

const BENCHMARKS: readonly Benchmark[] = [
  richards,
  deltablue,
  json,
  cd,
  havlak,
  bounce,
  list,
  mandelbrot,
  nbody,
  permute,
  queens,
  sieve,
  storage,
  towers,
];

function runAll({ name, run }: Benchmark, iterations: number, innerIterations: number): void {
  console.log(`Starting ${name} benchmark ...`);
  let totalUs = 0;
  for (let i = 0; i < iterations; i++) {
    const start = process.hrtime();
    const isRight = run(innerIterations);
    const [seconds, nanoseconds] = process.hrtime(start);
    const us = Math.round(seconds * 1_000_000 + nanoseconds / 1000);
    if (!isRight) throw new Error(`${name}: the result is wrong`);
    console.log(`${name}: iterations=1 runtime: ${us}us`);
    totalUs += us;
  }
  const averageUs = Math.round(totalUs / iterations);
  console.log(`${name}: iterations=${iterations} average: ${averageUs}us total: ${totalUs}us\n`);
  console.log(`Total Runtime: ${totalUs}us`);
}

const [, , name = '', iterations = '1', innerIterations = '1'] = process.argv;
const benchmark = BENCHMARKS.find((each) => each.name === name);
if (benchmark === undefined) {
  console.log(
    `harness NAME [ITERATIONS [INNER]]; NAME is one of ${BENCHMARKS.map((each) => each.name).join(', ')}`,
  );
  process.exitCode = 1;
} else {
  runAll(benchmark, Number(iterations), Number(innerIterations));
}
