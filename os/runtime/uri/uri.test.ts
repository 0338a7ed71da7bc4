import assert from 'node:assert';
import { test } from 'node:test';
import { Seeded } from '../testing/seeded.ts';
import '../testing/under-node.ts';

const uri = await import('./uri.ts');

function outcome(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return `${error}`;
  }
}

const PAIRS: readonly [(text: string) => string, (text: string) => string][] = [
  [uri.encodeURIComponentGlobal, encodeURIComponent],
  [uri.encodeURIGlobal, encodeURI],
  [uri.decodeURIComponentGlobal, decodeURIComponent],
  [uri.decodeURIGlobal, decodeURI],
  [uri.escapeGlobal, escape],
  [uri.unescapeGlobal, unescape],
];

test('the six functions give Node’s text or error for any string', () => {
  const random = new Seeded(41);
  for (let i = 0; i < 20000; i++) {
    let text = '';
    for (let k = random.below(8); k > 0; k--) {
      const kind = random.below(5);
      if (kind === 0) text += String.fromCharCode(random.below(0x10000));
      else if (kind === 1)
        text += encodeURIComponent(
          String.fromCodePoint([65, 0xe9, 0x20ac, 0x1f600, 0x7ff][random.below(5)] ?? 0),
        );
      else if (kind === 2) text += `%${random.below(256).toString(16)}`;
      else if (kind === 3) text += '%u0041 %u'.slice(0, random.below(10));
      else text += ";/?:@&=+$,# -_.!~*'()aZ09%"[random.below(27)];
    }
    for (const [ours, theirs] of PAIRS)
      assert.strictEqual(
        outcome(() => ours(text)),
        outcome(() => theirs(text)),
        JSON.stringify(text),
      );
  }
});
