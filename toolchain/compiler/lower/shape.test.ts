/** The shape of the IR where passes depend on it: direct calls, narrowing, machine integers. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadTree } from './testing/program-tree.ts';

test('calls a known function directly, with missing arguments as undefined and further ones dropped', () => {
  const { print } = loadTree({
    'main.ts': `function f(a: any, b?: any) { return a; } (f as any)(1); f(1, 2); console.log((f as any)(1, 2, 3));`,
  });
  const calls = print('<module>').match(/call\.direct [^f]*fn=main\.ts:f/g) ?? [];
  assert.deepEqual(
    calls.map((call) => call.split('%').length - 1),
    [3, 3, 3],
  );
});

test('refines a local variable on each branch of a test, and forgets it behind them', () => {
  const { print } = loadTree({
    'main.ts': `export function f(x: any) { if (typeof x === 'string') x.length; else x.y; return x; } f(1);`,
  });
  const text = print(':f');
  assert.match(text, /refine %0 filter=string/);
  assert.match(text, /refine %0 filter=undefined\|null\|boolean\|number\|symbol/);
  assert.match(text, /return %0/);
  assert.doesNotMatch(text, /phi/);
});

test('bounds a counter by what it was compared with, unless the comparison assigns it', () => {
  const { print } = loadTree({
    'main.ts': `export function f(n: number) { let s = 0; for (let i = 0; i < n; i++) s += i; return s; } f(3);
      export function g(n: number) { let i = n; if (i < (i = 5)) return i; return -i; } g(3);`,
  });
  const text = print(':f');
  assert.match(text, /limit %\d+, %0 operator=</);
  assert.doesNotMatch(print(':g'), /limit/);
});

test('ends the block behind what may throw in a try, and writes nothing outside of one', () => {
  const { print } = loadTree({
    'main.ts': `export function f(g: any) { try { return g(); } catch { return 0; } } export function h(g: any) { return g(); } f(h);`,
  });
  assert.match(print(':f'), /call %\d+, %\d+ .*\n {2}check -> b1, b2/);
  assert.doesNotMatch(print(':h'), /check/);
});

test('a constant of machine integers has the value that they give, not that of numbers, wherever it stands', () => {
  const { print, diagnostics } = loadTree(
    {
      'os/memory/a.ts': `import type { u64, usize } from '../unsafe.ts';
        export declare function use(address: usize, word: u64): void;
        const HIGH = 0x7ff2_0000;
        export function f(address: usize, n: u64): void {
          const high: u64 = HIGH;
          const chosen: u64 = n === 1 ? 18 : high << 32;
          use(address, chosen);
          const written = high << 33;
          use(address, written);
          const turned = ~high;
          use(address, turned);
        }
        f(0, 1);`,
    },
    'os/memory/a.ts',
  );
  const text = print(':f');
  assert.deepEqual(diagnostics, []);
  for (const value of [
    0x7ff2_0000n << 32n,
    (0x7ff2_0000n << 33n) & 0xffff_ffff_ffff_ffffn,
    BigInt.asUintN(64, ~0x7ff2_0000n),
  ])
    assert.match(text, new RegExp(`int ${value} : u64`));
  assert.doesNotMatch(text, /const -?\d/);
});

test('what is a number by an assertion makes the whole a number, whatever it was before', () => {
  const { print } = loadTree(
    {
      'os/memory/a.ts': `import type { i64, u64 } from '../unsafe.ts';
        export function f(word: u64, signed: boolean): number {
          return signed ? (word as i64 as number) : (word as number);
        }
        f(0, true);`,
    },
    'os/memory/a.ts',
  );
  assert.match(print(':f'), /convert %\d+ : i64\n.*convert %\d+ : js\n/);
  assert.match(print(':f'), /phi %\d+, %\d+ : js/);
});

test('computes with machine integers in trusted rooms: widths, constants, conversions', () => {
  const { print, diagnostics } = loadTree(
    {
      'os/memory/a.ts': `import { load64, store32, targetIs, type u8, type u32, type u64, type usize } from '../unsafe.ts';
        export declare function outside(x: u32): u64;
        const ALL: u64 = 0xffff_ffff_ffff_ffff;
        export function f(address: usize, small: u8, n: number): u64 {
          const word = load64(address + 8);
          store32(address, n);
          if (targetIs('x86_64')) return 0;
          return (word & ALL) + small * 2 - outside(small);
        }
        f(0, 1, 2);`,
    },
    'os/memory/a.ts',
  );
  const text = print(':f');
  assert.deepEqual(diagnostics, []);
  assert.match(text, /f\(address: u64, small: u8, n: js\) : u64/);
  assert.match(text, /int 8 : u64/);
  assert.match(text, /int 18446744073709551615 : u64/);
  assert.match(text, /int\.binary %\d+, %\d+ operator=\* : u8/);
  assert.match(text, /convert %\d+ : u32\n.*(const|call|intrinsic)/);
  assert.match(text, /fn=os\/memory\/a\.ts:outside : u64/);
  assert.equal(text.match(/return/g)?.length, 1);
});

test('a constant that is null or a truth value is its value, and narrows what is compared with it', () => {
  const { print } = loadTree({
    'main.ts': `const NONE = null; const TRACING = false; let other: any = null; let flag = false;
export function f(x: any, y: any) { if (TRACING) console.log('traced'); return NONE === x || y === other || flag ? 0 : x.length; }
f('a', 1); other = 2; flag = true;`,
  });
  const code = print('f');
  assert.doesNotMatch(code, /traced|@main\.ts:NONE|@main\.ts:TRACING/);
  assert.match(code, /refine %0 filter=undefined\|boolean/);
  assert.match(code, /global\.get @main\.ts:other/);
  assert.match(code, /global\.get @main\.ts:flag/);
});

test('text and null are not put together before the program runs', () => {
  const { print } = loadTree({ 'main.ts': `const NONE = null; console.log('a' + NONE, (1 as any) + true);` });
  assert.match(print('<module>'), /binary [^\n]*operator=\+/);
});
