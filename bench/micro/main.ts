/**
 * Runs one micro-benchmark: `main INDEX` prints its result, then a line of microseconds for each repetition: forty of
 * them, fewer when that would take longer than two seconds. `main` prints the names.
 */
import { BYTES } from './bytes.ts';
import { COLLECTIONS } from './collections.ts';
import { JSONS } from './json.ts';
import { NUMBERS } from './numbers.ts';
import { STRINGS } from './strings.ts';

const CASES = [...STRINGS, ...NUMBERS, ...JSONS, ...COLLECTIONS, ...BYTES];
const REPETITIONS = 40;
const LIMIT_US = 2_000_000;

const [, , index] = process.argv;
if (index === undefined) {
  for (const { name } of CASES) console.log(name);
} else {
  const { run } = CASES[Number(index)];
  let totalUs = 0;
  for (let i = 0; i < REPETITIONS && totalUs < LIMIT_US; i++) {
    const start = process.hrtime();
    const result = run();
    const [seconds, nanoseconds] = process.hrtime(start);
    if (i === 0) console.log(`result ${result}`);
    const us = seconds * 1_000_000 + nanoseconds / 1000;
    console.log(`repetition ${us}`);
    totalUs += us;
  }
}
