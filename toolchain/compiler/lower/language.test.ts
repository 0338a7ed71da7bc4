/** Programs that are lowered, verified and interpreted: what they print is what Node prints. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { runSource } from './testing/program-tree.ts';

async function prints(source: string, expected: string): Promise<void> {
  assert.equal((await runSource(source)).trimEnd(), expected);
}

test('gives each iteration of a for loop its own variable, ECMA-262 14.7.4.4', async () => {
  await prints(
    `const fs: any[] = [];
     for (let i = 0; i < 3; i++) fs.push(() => i);
     for (let i = 0; i < 3; i++) { fs.push(() => i); i++; }
     console.log(fs.map((f) => f()).join());`,
    '0,1,2,1,3',
  );
});

test('shares a captured variable that is reassigned, and copies one that is not', async () => {
  await prints(
    `function counter() { let n = 0; const step = 2; return { up: () => (n += step), get: () => n }; }
     const c = counter(); c.up(); c.up();
     console.log(c.get());`,
    '4',
  );
});

test('lets hoisted functions use each other and constants above their first use', async () => {
  await prints(
    `function outer(limit: number) {
       const seen: number[] = [];
       even(limit);
       function even(n: number): void { seen.push(n); if (n > 0) odd(n - 1); }
       function odd(n: number): void { if (n > 0) even(n - 1); }
       return seen.join();
     }
     console.log(outer(4), typeof early, early()); function early() { return 'hoisted'; }`,
    '4,2,0 function hoisted',
  );
});

test('checks the temporal dead zone where a use may come first', async () => {
  await prints(
    `const read = () => late;
     try { read(); } catch (e: any) { console.log(e.name, e.message); }
     const late = 1;
     console.log(read());
     switch (1 as number) { case 0: let x = 1; break; case 1: try { x; } catch (e: any) { console.log(e.name); } }`,
    "ReferenceError Cannot access 'late' before initialization\n1\nReferenceError",
  );
});

test('runs finally once on every way out, the last completion wins', async () => {
  await prints(
    `function f(how: string) {
       for (const i of [1, 2]) {
         try {
           try { if (how === 'return') return 'r' + i; if (how === 'break') break; if (how === 'throw') throw 'thrown'; }
           finally { console.log('inner', how, i); }
         } catch (e) { console.log('caught', e); continue; }
         finally { console.log('outer', i); if (how === 'override') return 'override'; }
       }
       return 'end';
     }
     for (const how of ['return', 'break', 'throw', 'override']) console.log(f(how));`,
    [
      'inner return 1\nouter 1\nr1',
      'inner break 1\nouter 1\nend',
      'inner throw 1\ncaught thrown\nouter 1\ninner throw 2\ncaught thrown\nouter 2\nend',
      'inner override 1\nouter 1\noverride',
    ].join('\n'),
  );
});

test('closes iterators on break, return and throw, and not when they end', async () => {
  await prints(
    `const log: string[] = [];
     const make = (name: string) => ({ [Symbol.iterator]() { let n = 0; return {
       next() { return { done: n >= 2, value: n++ }; }, return() { log.push('closed ' + name); return {}; } }; } });
     for (const _ of make('end')) {}
     for (const _ of make('break')) break;
     (() => { for (const _ of make('return')) return; })();
     try { for (const _ of make('throw')) throw 1; } catch {}
     outer: for (const _ of make('outer')) for (const _ of make('inner')) continue outer;
     const [first] = make('pattern');
     const [a, b, c] = make('exhausted');
     console.log(log.join('; '), first, a, b, c);`,
    'closed break; closed return; closed throw; closed inner; closed inner; closed pattern 0 0 1 undefined',
  );
});

test('runs generators with next, throw and return, and delegates with yield*', async () => {
  await prints(
    `function* inner(): any { try { const got = yield 1; console.log('got', got); yield 2; } finally { console.log('cleanup'); } return 'result'; }
     function* outer(): any { const r = yield* inner(); console.log(r); yield 3; }
     const g = outer();
     console.log(g.next().value, g.next('x').value, g.next().value, g.next().done);
     const h = outer(); h.next(); console.log(h.return('early').value, h.next().done);
     const t = outer(); t.next(); try { t.throw(new Error('in')); } catch (e: any) { console.log(e.message); }`,
    'got x\ncleanup\nresult\n1 2 3 true\ncleanup\nearly true\ncleanup\nin',
  );
});

test('awaits in order, through for await and async generators', async () => {
  await prints(
    `async function* numbers() { yield 1; yield Promise.resolve(2); }
     async function sum() { let s = 0; for await (const n of numbers()) s += n; return s; }
     const all = [sum(), (async () => { try { await Promise.reject('no'); } catch (e) { return e; } })()];
     console.log(await Promise.all(all));`,
    "[ 3, 'no' ]",
  );
});

test('evaluates references once and operands from left to right', async () => {
  await prints(
    `const log: string[] = [];
     const t = (name: string, v: any) => (log.push(name), v);
     const o: any = { n: 1, f: undefined };
     t('obj', o)[t('key', 'n')] += t('value', 5);
     t('o2', o).f ??= t('default', 7); t('o3', o).f ||= t('never', 8);
     const { [t('k', 'n')]: x = t('unused', 0), missing = t('used', 9) } = t('source', o);
     console.log(log.join(), o.n, o.f, x, missing, o.n++ + ++o.n);`,
    'obj,key,value,o2,default,o3,source,k,used 6 7 6 9 14',
  );
});

test('short-circuits a whole optional chain', async () => {
  await prints(
    `let calls = 0; const count = () => ++calls; const none: any = null; const o: any = { m() { return this.v; }, v: 3 };
     console.log(none?.a.b[count()].c(count()), o?.m(), o.x?.(count()), (o?.m)(), delete none?.x, calls);`,
    'undefined 3 undefined 3 true 0',
  );
});

test('builds classes in order: computed names, fields, statics, private names, super', async () => {
  await prints(
    `const log: string[] = []; const t = (s: string) => (log.push(s), s);
     class Base { kind = t('Base.kind'); constructor(readonly tag: string) { log.push('Base ' + tag); } hello() { return 'hi ' + this.tag; } static make() { return new this('made'); } }
     class Derived extends Base {
       static count = 0; #secret = t('secret'); [t('computed')] = 1;
       static { Derived.count = 10; }
       constructor(tag: string, private extra = tag + '!') { super(tag); log.push('Derived ' + this.extra); }
       override hello() { return super.hello() + this.#twice(); }
       #twice() { return this.#secret + this.#secret; }
       get size() { return this.#secret.length; } static is(x: object) { return #secret in x; }
     }
     const d = new Derived('d');
     console.log(log.join(), d.hello(), d.size, Derived.count, Derived.is(d), Derived.is({}), Derived.make().tag, Object.keys(d).join());`,
    'computed,Base.kind,Base d,secret,Derived d! hi dsecretsecret 6 10 true false made tag,kind,extra,computed',
  );
});

test('keeps the names of anonymous functions and classes, ECMA-262 8.4', async () => {
  await prints(
    `const a = () => 0; const o = { b() {}, c: class {}, ['d' + 1]: () => 0, get e() { return 1; } };
     const { f = function () {} } = {} as any; const named = function self() { return self.name; };
     console.log(a.name, o.b.name, o.c.name, o.d1.name, Object.getOwnPropertyDescriptor(o, 'e')!.get!.name, f.name, named());`,
    'a b c d1 get e f self',
  );
});

test('has enums with reverse mapping and folds their members', async () => {
  await prints(
    `enum E { A, B = 5, C, S = 'text', F = B | 8 } const enum K { X = 1 << 4 }
     console.log(E.A, E[6], E.S, E.F, K.X, Object.keys(E).length);`,
    '0 C text 13 16 9',
  );
});

test('reads tagged templates with one frozen strings array a place', async () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the program's templates
  await prints(
    'const tag = (s: any, ...v: any[]) => [s, v];\n' +
      'const at = () => tag`a${1}\\n${2}`;\n' +
      'console.log(at()[0] === at()[0], Object.isFrozen(at()[0]), at()[0].raw[1], at()[1].join(), `${1}${"x"}`);',
    'true true \\n 1,2 1x',
  );
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the program's templates
});
