/**
 * `await`, `yield`, `yield*`. They stay operations: a pass makes state machines of the functions around them. Behind a
 * `yield` the generator may have been resumed by `return()`: that path is lowered as a `return` statement.
 */
import type ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import { symbolKey } from '../ir/names.ts';
import { lowerReturn, temporary, withHandler } from './control.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { throwNew } from './runtime-errors.ts';

export function lowerAwait(f: FunctionLowering, node: ts.AwaitExpression): Instr {
  const value = lowerJs(f, node.expression);
  return f.emit(node, 'await', [value], f.hint(node));
}

export function lowerYield(f: FunctionLowering, node: ts.YieldExpression): Instr {
  const isAsync = f.fn.isAsync;
  if (node.asteriskToken !== undefined && node.expression !== undefined)
    return lowerDelegate(f, node, node.expression);
  const value = node.expression === undefined ? f.undefined() : lowerJs(f, node.expression);
  return yieldValue(f, node, isAsync ? f.emit(node, 'await', [value]) : value, (returned) => {
    lowerReturn(f, isAsync ? f.b.emit('await', [returned]) : returned);
  });
}

/** Yields and gives what next() passed in; `onReturn` lowers the path on which return() was called instead. */
function yieldValue(
  f: FunctionLowering,
  node: ts.Node,
  value: Instr,
  onReturn: (value: Instr) => void,
): Instr {
  const resumed = f.emit(node, 'yield', [value]);
  const [returned, next] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('yield.returned'), returned, next);
  f.b.start(returned);
  onReturn(resumed);
  f.b.start(next);
  return resumed;
}

/** The iterator that `yield*` passes everything on to, and how its results become values. */
interface Delegate {
  readonly node: ts.YieldExpression;
  readonly inner: Instr;
  /** Async: results are awaited. */
  readonly settle: (result: Instr) => Instr;
  /** Goes on with another result of the inner iterator. */
  readonly again: (result: Instr) => void;
}

/**
 * `yield* iterable` (ECMA-262 15.5.5): passes values on from the inner iterator, and next(), throw() and return() on to
 * it; its value is the one the inner iterator ends with.
 *
 *     loop:  result = inner.next(received); if done → result.value
 *            received = yield result.value
 *            ├ resumed by throw(e):  result = inner.throw(e), or close and TypeError without such a method
 *            └ resumed by return(v): result = inner.return(v); if done → return its value
 */
function lowerDelegate(f: FunctionLowering, node: ts.YieldExpression, expression: ts.Expression): Instr {
  const isAsync = f.fn.isAsync;
  const inner = openDelegate(f, node, expression);
  const method = f.b.emit('prop.get', [inner], { name: 'next' });
  const received = temporary('received');
  const result = temporary('result');
  const [call, check, done] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  const again = (next: Instr): void => {
    f.b.write(result, next);
    f.b.jump(check);
  };
  const settle = (value: Instr): Instr => (isAsync ? f.b.emit('await', [value]) : value);
  const delegate: Delegate = { node, inner, settle, again };
  f.b.write(received, f.undefined());
  f.b.jump(call);
  f.b.startOpen(call);
  f.b.write(result, settle(f.emit(node, 'call', [method, inner, f.b.read(received)], { text: 'next' })));
  f.b.jump(check);
  f.b.startOpen(check);
  const current = requireResult(f, node, f.b.read(result));
  const more = f.b.newBlock();
  f.b.branch(f.b.emit('truthy', [f.b.emit('prop.get', [current], { name: 'done' })]), done, more);
  f.b.start(more);
  const value = f.b.emit('prop.get', [current], { name: 'value' });
  const outer = f.b.handler;
  const handler = withHandler(f, () => {
    const resumed = yieldValue(f, node, value, (returned) => {
      // AsyncGeneratorUnwrapYieldResumption: what doesn't settle counts as thrown at the yield
      const wanted = settle(returned);
      // only what the yield itself throws is passed on to the inner iterator
      const inside = f.b.handler;
      f.b.handler = outer;
      delegateReturn(f, delegate, wanted);
      f.b.handler = inside;
    });
    f.b.write(received, resumed);
    f.b.jump(call);
  });
  if (handler !== undefined) {
    f.b.start(handler);
    delegateThrow(f, delegate, f.b.emit('catch'));
  }
  f.b.seal(call);
  f.b.seal(check);
  f.b.start(done);
  return f.b.emit('prop.get', [current], { name: 'value' });
}

/** GetIterator: `throw` and `return` are called on the iterator itself, so that even arrays are walked by theirs. */
function openDelegate(f: FunctionLowering, node: ts.YieldExpression, expression: ts.Expression): Instr {
  const iterable = lowerJs(f, expression);
  if (f.fn.isAsync) return f.b.emit('iter.object', [f.emit(expression, 'iter.open.async', [iterable])]);
  const iterator = f.emit(expression, 'call.method', [iterable], { name: symbolKey('iterator') });
  return requireObject(f, node, iterator, 'Result of the Symbol.iterator method is not an object');
}

function requireResult(f: FunctionLowering, node: ts.Node, result: Instr): Instr {
  return requireObject(f, node, result, 'Iterator result is not an object');
}

/** The value, behind a TypeError for primitives. */
export function requireObject(f: FunctionLowering, node: ts.Node, value: Instr, message: string): Instr {
  const [bad, fine] = [f.b.newBlock(true), f.b.newBlock()];
  f.at(node);
  f.b.branch(f.b.emit('is.object', [value]), fine, bad);
  f.b.start(bad);
  throwNew(f, node, 'TypeError', message);
  f.b.start(fine);
  return value;
}

function delegateThrow(f: FunctionLowering, delegate: Delegate, error: Instr): void {
  const { node, inner, settle, again } = delegate;
  const method = f.emit(node, 'prop.get', [inner], { name: 'throw' });
  const [missing, found] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.nullish', [method]), missing, found);
  f.b.start(missing);
  closeDelegate(f, delegate);
  throwNew(f, node, 'TypeError', "The iterator does not provide a 'throw' method");
  f.b.start(found);
  again(settle(f.emit(node, 'call', [method, inner, error], { text: 'throw' })));
}

/** IteratorClose on a normal completion (7.4.11), awaiting in async generators. */
function closeDelegate(f: FunctionLowering, delegate: Delegate): void {
  const { node, inner, settle } = delegate;
  const method = f.emit(node, 'prop.get', [inner], { name: 'return' });
  const [close, after] = [f.b.newBlock(), f.b.newBlock()];
  f.b.branch(f.b.emit('is.nullish', [method]), after, close);
  f.b.start(close);
  requireResult(f, node, settle(f.emit(node, 'call', [method, inner], { text: 'return' })));
  f.b.jump(after);
  f.b.start(after);
}

function delegateReturn(f: FunctionLowering, delegate: Delegate, returned: Instr): void {
  const { node, inner, settle, again } = delegate;
  const method = f.emit(node, 'prop.get', [inner], { name: 'return' });
  const [missing, found, finished, more] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  f.b.branch(f.b.emit('is.nullish', [method]), missing, found);
  f.b.start(missing);
  lowerReturn(f, settle(returned));
  f.b.start(found);
  const call = f.emit(node, 'call', [method, inner, returned], { text: 'return' });
  const result = requireResult(f, node, settle(call));
  f.b.branch(f.b.emit('truthy', [f.b.emit('prop.get', [result], { name: 'done' })]), finished, more);
  f.b.start(finished);
  lowerReturn(f, f.b.emit('prop.get', [result], { name: 'value' }));
  f.b.start(more);
  again(result);
}
