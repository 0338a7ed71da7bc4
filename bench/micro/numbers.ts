/** Numbers to text and back. */
import type { MicroCase } from './micro-case.ts';

const COUNT = 20_000;
const DOUBLES = Array.from({ length: COUNT }, (_, i) => Math.sin(i) * 10 ** (i % 12));
const INTEGER_TEXTS = Array.from({ length: COUNT }, (_, i) => String(i * 7919 - 50_000));
const DOUBLE_TEXTS = DOUBLES.map((value) => String(value));

function integersToText(): number {
  let length = 0;
  for (let i = 0; i < 100_000; i++) length += String(i * 31).length;
  return length;
}

function doublesToText(): number {
  let length = 0;
  for (const value of DOUBLES) length += String(value).length;
  return length;
}

function fixed(): number {
  let length = 0;
  for (const value of DOUBLES) length += value.toFixed(2).length;
  return length;
}

function hexadecimal(): number {
  let length = 0;
  for (let i = 0; i < 100_000; i++) length += (i * 31).toString(16).length;
  return length;
}

function parseIntegers(): number {
  let sum = 0;
  for (const text of INTEGER_TEXTS) sum += Number.parseInt(text, 10);
  return sum;
}

function numberOfIntegers(): number {
  let sum = 0;
  for (const text of INTEGER_TEXTS) sum += Number(text);
  return sum;
}

function parseDoubles(): number {
  let sum = 0;
  for (const text of DOUBLE_TEXTS) sum += Number.parseFloat(text);
  return sum;
}

export const NUMBERS: readonly MicroCase[] = [
  { name: 'integer → text', run: integersToText },
  { name: 'double → text', run: doublesToText },
  { name: 'toFixed(2)', run: fixed },
  { name: 'toString(16)', run: hexadecimal },
  { name: 'parseInt', run: parseIntegers },
  { name: 'Number(integer text)', run: numberOfIntegers },
  { name: 'parseFloat', run: parseDoubles },
];
