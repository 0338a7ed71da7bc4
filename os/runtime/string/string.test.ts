/** The pure parts of String against Node's. */
import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

const { lowerCase, upperCase } = await import('./case.ts');
const { compareTexts } = await import('./collation.ts');
const { normalizeString } = await import('./normalize.ts');
const { replaceAllStrings, replaceFirstString } = await import('./replace.ts');
const { splitString } = await import('./split.ts');
const { trimString } = await import('./white-space.ts');
const { padded, repeated } = await import('./repeat.ts');
const { isWellFormedString, wellFormed } = await import('./code-points.ts');

test('case conversion agrees with Node for every code point, and for sigmas in words', () => {
  for (let point = 0; point <= 0x10ffff; point++) {
    const text = String.fromCodePoint(point);
    if (upperCase(text) !== text.toUpperCase()) assert.fail(`upper ${point.toString(16)}`);
    if (lowerCase(text) !== text.toLowerCase()) assert.fail(`lower ${point.toString(16)}`);
  }
  const random = new Seeded(51);
  for (let i = 0; i < 20000; i++) {
    let text = '';
    for (let k = random.below(6); k > 0; k--)
      text += ['Σ', 'a', 'Ö', '.', "'", ' ', '\u0345', '𐐀', 'ß', 'İ', '1', '\ud800'][random.below(12)];
    assert.strictEqual(lowerCase(text), text.toLowerCase(), JSON.stringify(text));
    assert.strictEqual(upperCase(text), text.toUpperCase(), JSON.stringify(text));
  }
});

test('normalization agrees with Node for every code point and for random sequences of marks', () => {
  const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'];
  for (let point = 0; point <= 0x10ffff; point++) {
    const text = String.fromCodePoint(point);
    for (const form of forms) {
      if (normalizeString(text, form) !== text.normalize(form)) assert.fail(`${form} ${point.toString(16)}`);
    }
  }
  const random = new Seeded(52);
  const pool = [...'aeoAEOاݢकগ가각각'].map((c) => c.codePointAt(0) ?? 0);
  for (let i = 0; i < 30000; i++) {
    let text = '';
    for (let k = 1 + random.below(7); k > 0; k--) {
      const kind = random.below(4);
      const point =
        kind === 0
          ? (pool[random.below(pool.length)] ?? 0)
          : kind === 1
            ? 0x300 + random.below(0x70)
            : kind === 2
              ? 0x900 + random.below(0x500)
              : random.below(0x2fa20);
      if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point);
    }
    for (const form of forms)
      assert.strictEqual(
        normalizeString(text, form),
        text.normalize(form),
        `${form} ${JSON.stringify(text)}`,
      );
  }
});

test('splitting, replacing, trimming and padding agree with Node', () => {
  const random = new Seeded(53);
  const word = (alphabet: string, most: number): string => {
    let text = '';
    for (let k = random.below(most + 1); k > 0; k--) text += alphabet[random.below(alphabet.length)];
    return text;
  };
  for (let i = 0; i < 20000; i++) {
    const text = i % 20 === 0 ? word('ab', 600) : word('ab$ \u00a0\t', 14);
    const needle = i % 20 === 0 ? word('ab', 12) : word('ab$', 3);
    assert.deepStrictEqual(
      splitString(text, needle, i % 3 === 0 ? 2 : undefined),
      text.split(needle, i % 3 === 0 ? 2 : undefined),
    );
    const template = ['x', '[$&]', '$$', "$`|$'", '$1', '$', '$<a>'][i % 7] ?? '';
    assert.strictEqual(replaceFirstString(text, needle, template), text.replace(needle, template));
    assert.strictEqual(replaceAllStrings(text, needle, template), text.replaceAll(needle, template));
    assert.strictEqual(trimString(text, true, true), text.trim());
    assert.strictEqual(
      padded(text, 20, needle, i % 2 === 0),
      i % 2 === 0 ? text.padStart(20, needle) : text.padEnd(20, needle),
    );
    assert.strictEqual(repeated(needle, i % 9), needle.repeat(i % 9));
    const rough =
      text +
      String.fromCharCode(0xd800 + random.below(0x800)) +
      String.fromCharCode(0xd800 + random.below(0x800));
    const modern = rough as unknown as { isWellFormed(): boolean; toWellFormed(): string };
    assert.strictEqual(isWellFormedString(rough), modern.isWellFormed());
    assert.strictEqual(wellFormed(rough), modern.toWellFormed());
  }
});

test('collation agrees with Node for pairs of characters, and for random words and options', () => {
  const collator = new Intl.Collator('en');
  const characters: string[] = [];
  for (let point = 0; point < 0x180; point++) characters.push(String.fromCodePoint(point));
  for (const character of '‐‑–—‘’‚“”„…•‰‹›€₤™!!αβΑΒабвАБ') characters.push(character);
  for (const a of characters) {
    for (const b of characters) {
      const ours = compareTexts(a, b, undefined);
      if (ours !== collator.compare(a, b)) assert.fail(`${JSON.stringify([a, b])}: ${ours}`);
    }
  }
  const random = new Seeded(53);
  const letters = [...'aAbBáÁäßsSœæoøez019 -‐_.’‘“"', '\u0301', '\u0300'];
  const word = () => {
    let text = '';
    for (let k = random.below(6); k > 0; k--) text += letters[random.below(letters.length)];
    return text;
  };
  for (const sensitivity of ['base', 'accent', 'case', 'variant'] as const) {
    for (const numeric of [false, true]) {
      const options = { sensitivity, numeric };
      const nodes = new Intl.Collator('en', options);
      for (let i = 0; i < 5000; i++) {
        const [a, b] = [word(), word()];
        assert.strictEqual(compareTexts(a, b, options), nodes.compare(a, b), JSON.stringify([a, b, options]));
      }
    }
  }
});
