import assert from 'node:assert/strict';
import test from 'node:test';
import { Builder, Variable } from './builder.ts';
import { FunctionIr, Instr } from './ir.ts';
import { printFunction } from './print.ts';
import { verifyFunction } from './verify.ts';

function newFunction(): FunctionIr {
  return new FunctionIr(
    {
      key: 'a.ts:f',
      name: 'f',
      kind: 'function',
      params: [{ name: 'x', type: 'js', hint: undefined }],
      length: 1,
      resultType: 'js',
      resultHint: undefined,
      isAsync: false,
      isGenerator: false,
      generic: false,
      sloppy: false,
      trusted: false,
      externSymbol: undefined,
      span: undefined,
      owner: undefined,
    },
    undefined,
  );
}

/** while (x) x = x - 1; return x */
function loop(): FunctionIr {
  const fn = newFunction();
  const b = new Builder(fn);
  const x = new Variable('x', 'js');
  const untouched = new Variable('untouched', 'js');
  b.write(x, b.emit('param', [], { index: 0 }, 'js'));
  b.write(untouched, b.constant('same'));
  const [head, body, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  b.jump(head);
  b.startOpen(head);
  b.branch(b.emit('truthy', [b.read(x)]), body, after);
  b.start(body);
  b.write(x, b.emit('binary', [b.read(x), b.constant(1)], { operator: '-' }));
  b.jump(head);
  b.seal(head);
  b.start(after);
  b.emit('call', [b.read(x), b.read(untouched)]);
  b.return(b.read(x));
  b.finish();
  return fn;
}

test('joins a variable that changes in a loop with a phi, and one that does not without', () => {
  const fn = loop();
  verifyFunction(fn);
  assert.equal(printFunction(fn).match(/phi/g)?.length, 1);
});

test('builds nothing of code that cannot be reached', () => {
  const fn = newFunction();
  const b = new Builder(fn);
  b.return(b.constant(1));
  const after = b.newBlock();
  b.jump(after);
  b.start(after);
  b.return(b.emit('unary', [b.constant(2)], { operator: 'neg' }));
  b.finish();
  verifyFunction(fn);
  assert.equal(fn.blocks.length, 1);
});

test('rejects each kind of malformed function, and shows it', () => {
  const broken = (damage: (fn: FunctionIr) => void): (() => void) => {
    const fn = loop();
    damage(fn);
    return () => verifyFunction(fn);
  };
  assert.throws(
    broken((fn) => fn.blocks[2]?.instrs.pop()),
    /doesn't end in a terminator[\s\S]*function a\.ts:f/,
  );
  assert.throws(
    broken((fn) => fn.blocks[1]?.instrs[0]?.args.pop()),
    /phi doesn't match/,
  );
  assert.throws(
    broken((fn) => fn.blocks[1]?.preds.reverse() && fn.blocks[1].preds.pop()),
    /phi doesn't match|predecessors/,
  );
  assert.throws(
    broken((fn) => {
      const [entry, , body] = fn.blocks;
      const value = body?.instrs.find((instr) => instr.op === 'binary');
      if (entry === undefined || value === undefined) return;
      entry.instrs.unshift(new Instr('typeof', 'js', [value], {}, entry, undefined));
    }),
    /doesn't dominate its use/,
  );
  assert.throws(
    broken((fn) => {
      const entry = fn.entry;
      entry.instrs.unshift(new Instr('const', 'js', [], { name: 'x' }, entry, undefined));
    }),
    /attribute name isn't in the row/,
  );
});
