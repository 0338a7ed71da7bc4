/** JSON: what a service reads and answers. */
import { type MicroCase, makeWords } from './micro-case.ts';

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly balance: number;
  readonly isActive: boolean;
  readonly tags: readonly string[];
  readonly address: { readonly street: string; readonly zip: string | null };
}

const WORDS = makeWords(3000);
const USERS: readonly User[] = Array.from({ length: 1000 }, (_, i) => ({
  id: i,
  name: WORDS[i],
  email: `${WORDS[i + 1000]}@example.org`,
  balance: i * 12.25,
  isActive: i % 3 === 0,
  tags: [WORDS[i + 2000], 'quoted "tag"'],
  address: { street: `${WORDS[i]} Street ${i}`, zip: i % 5 === 0 ? null : String(10_000 + i) },
}));
const TEXT = JSON.stringify(USERS);
const NUMBERS_TEXT = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => i * 0.5));

function parse(): number {
  const users: readonly User[] = JSON.parse(TEXT);
  let sum = users.length;
  for (const { id, address } of users) sum += id + address.street.length;
  return sum;
}

function parseNumbers(): number {
  const numbers: readonly number[] = JSON.parse(NUMBERS_TEXT);
  let sum = 0;
  for (const value of numbers) sum += value;
  return sum;
}

function stringify(): number {
  return JSON.stringify(USERS).length;
}

function stringifyIndented(): number {
  return JSON.stringify(USERS, null, 2).length;
}

function stringifySmall(): number {
  let length = 0;
  for (let i = 0; i < 5000; i++) length += JSON.stringify({ id: i, ok: true, message: 'done' }).length;
  return length;
}

export const JSONS: readonly MicroCase[] = [
  { name: 'JSON.parse objects', run: parse },
  { name: 'JSON.parse numbers', run: parseNumbers },
  { name: 'JSON.stringify', run: stringify },
  { name: 'JSON.stringify, indented', run: stringifyIndented },
  { name: 'JSON.stringify, small', run: stringifySmall },
];
