/** Strings: building, taking apart, searching, replacing. */
import { type MicroCase, makeWords, sampleOf } from './micro-case.ts';

const WORDS = makeWords(20_000);
const TEXT = WORDS.join(' ');
const LINES = WORDS.map((word, i) => `${word},${i},${word.length}`);
const UNICODE = WORDS.slice(0, 2000).join(' → ');

function concatenateCharacters(): number {
  let text = '';
  for (let i = 0; i < 200_000; i++) text += String.fromCharCode(97 + (i % 26));
  return sampleOf(text);
}

function concatenateWords(): number {
  let text = '';
  for (const word of WORDS) text += word + ' ';
  return sampleOf(text);
}

function template(): number {
  let length = 0;
  for (let i = 0; i < 100_000; i++) {
    length += `${WORDS[i % WORDS.length]}: ${i} of ${WORDS.length}`.length;
  }
  return length;
}

function characterCodes(): number {
  let hash = 0;
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < TEXT.length; i++) hash = (hash * 31 + TEXT.charCodeAt(i)) | 0;
  }
  return hash;
}

function characters(): number {
  let spaces = 0;
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < TEXT.length; i++) if (TEXT[i] === ' ') spaces++;
  }
  return spaces;
}

function codePoints(): number {
  let arrows = 0;
  for (let round = 0; round < 10; round++) {
    for (const character of UNICODE) if (character === '→') arrows++;
  }
  return arrows;
}

function split(): number {
  return TEXT.split(' ').length;
}

function splitLines(): number {
  let sum = 0;
  for (const line of LINES) sum += Number(line.split(',')[2]);
  return sum;
}

function splitCharacters(): number {
  return TEXT.split('').length;
}

function join(): number {
  return sampleOf(WORDS.join(', '));
}

function replace(): number {
  let length = 0;
  for (const line of LINES) length += line.replace(',', ' is at ').length;
  return length;
}

function replaceAll(): number {
  return sampleOf(TEXT.replaceAll('a', '<a>'));
}

function indexOfWord(): number {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += TEXT.indexOf(WORDS[WORDS.length - 1 - i]);
  return sum;
}

function indexOfCharacter(): number {
  let count = 0;
  for (let round = 0; round < 5; round++) {
    for (let at = TEXT.indexOf(' '); at >= 0; at = TEXT.indexOf(' ', at + 1)) count++;
  }
  return count;
}

function slice(): number {
  let sum = 0;
  for (let i = 0; i + 12 < TEXT.length; i += 3) sum += TEXT.slice(i, i + 12).charCodeAt(5);
  return sum;
}

function compare(): number {
  let less = 0;
  for (let i = 1; i < WORDS.length; i++) if (WORDS[i - 1] < WORDS[i]) less++;
  for (let i = 0; i < WORDS.length; i++) if (LINES[i].startsWith(WORDS[i])) less++;
  return less;
}

function caseAndTrim(): number {
  let sum = 0;
  for (const word of WORDS) sum += sampleOf(`  ${word} `.trim().toUpperCase().padStart(12, '.'));
  return sum;
}

export const STRINGS: readonly MicroCase[] = [
  { name: 'concatenate characters', run: concatenateCharacters },
  { name: 'concatenate words', run: concatenateWords },
  { name: 'template literals', run: template },
  { name: 'charCodeAt', run: characterCodes },
  { name: 'compare text[i]', run: characters },
  { name: 'for of code points', run: codePoints },
  { name: 'split by a space', run: split },
  { name: 'split short lines', run: splitLines },
  { name: "split ''", run: splitCharacters },
  { name: 'join', run: join },
  { name: 'replace', run: replace },
  { name: 'replaceAll', run: replaceAll },
  { name: 'indexOf a word', run: indexOfWord },
  { name: 'indexOf a character', run: indexOfCharacter },
  { name: 'slice', run: slice },
  { name: 'compare, startsWith', run: compare },
  { name: 'trim, toUpperCase, padStart', run: caseAndTrim },
];
