import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

const { decodeUtf16le, decodeUtf8Bytes, decodeWindows1252, Utf8State } = await import('./decode.ts');

function outcome(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return (error as Error).name;
  }
}

test('decodes any bytes to what Node’s TextDecoder gives, in one piece and in two', () => {
  const random = new Seeded(61);
  for (let i = 0; i < 30000; i++) {
    const bytes = Uint8Array.from({ length: random.below(10) }, () => {
      const kind = random.below(4);
      if (kind === 0) return random.below(128);
      if (kind === 1) return 0x80 + random.below(64);
      return kind === 2 ? 0xe0 + random.below(24) : random.below(256);
    });
    const byteAt = (index: number): number => bytes[index] as number;
    for (const fatal of [false, true]) {
      const options = { fatal, ignoreBOM: true };
      assert.strictEqual(
        outcome(() => decodeUtf8Bytes(byteAt, bytes.length, new Utf8State(), fatal, false)),
        outcome(() => new TextDecoder('utf-8', options).decode(bytes)),
        `${[...bytes]}`,
      );
      assert.strictEqual(
        outcome(() => decodeUtf16le(byteAt, bytes.length, fatal)),
        outcome(() => new TextDecoder('utf-16le', options).decode(bytes)),
        `${[...bytes]}`,
      );
    }
    const state = new Utf8State();
    const cut = random.below(bytes.length + 1);
    const first = decodeUtf8Bytes(byteAt, cut, state, false, true);
    const second = decodeUtf8Bytes((index) => byteAt(cut + index), bytes.length - cut, state, false, false);
    assert.strictEqual(first + second, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }
  assert.strictEqual(
    decodeWindows1252((index) => index, 128),
    String.fromCharCode(...Array.from({ length: 128 }, (_, i) => i)),
  );
});
