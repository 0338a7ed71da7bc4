/**
 * `for … of`, `for await … of` and `for … in`. An iterator is closed when the loop is left early: by break, continue of an
 * outer loop or return with `iter.close`, by a throw with `iter.abandon` (ECMA-262 14.7.5.7).
 */
import ts from 'typescript';
import type { Block, Instr } from '../ir/ir.ts';
import { requireObject } from './async.ts';
import { enterScope } from './bindings.ts';
import { temporary, withFrame, withHandler } from './control.ts';
import { assignElement, bindTo, present } from './destructuring.ts';
import { lowerJs } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { inLoop } from './loops.ts';
import { textOf } from './source-text.ts';
import { lowerStatement } from './statements.ts';

export function lowerForOf(f: FunctionLowering, node: ts.ForOfStatement, labels: readonly string[]): void {
  const isAsync = node.awaitModifier !== undefined;
  const iterable = lowerJs(f, node.expression);
  const record = isAsync
    ? f.emit(node.expression, 'iter.open.async', [iterable])
    : f.emit(node.expression, 'iter.open', [iterable], { text: textOf(node.expression) });
  const [head, body, after] = [f.b.newBlock(), f.b.newBlock(), f.b.newBlock()];
  f.b.jump(head);
  f.b.startOpen(head);
  const item = isAsync
    ? stepAsync(f, node, record)
    : f.emit(node.initializer, 'iter.step', [record], f.hint(elementOf(node)));
  f.b.branch(f.b.emit('is.hole', [item]), after, body);
  f.b.start(body);
  const close = (): void => closeIterator(f, node, record, isAsync);
  lowerIteration(f, node, item, labels, head, after, {
    close,
    abandon: () => abandonIterator(f, node, record, isAsync),
  });
}

/** The node whose type is the element's. */
function elementOf(node: ts.ForOfStatement): ts.Node {
  const { initializer } = node;
  return ts.isVariableDeclarationList(initializer)
    ? (initializer.declarations[0]?.name ?? initializer)
    : initializer;
}

function stepAsync(f: FunctionLowering, node: ts.ForOfStatement, record: Instr): Instr {
  const promise = f.emit(node.initializer, 'iter.next.async', [record]);
  const result = f.b.emit('await', [promise]);
  return f.b.emit('iter.result', [result]);
}

function closeIterator(f: FunctionLowering, node: ts.Node, record: Instr, isAsync: boolean): void {
  if (!isAsync) {
    f.emit(node, 'iter.close', [record]);
    return;
  }
  const closing = f.emit(node, 'iter.close.async', [record]);
  const [settle, after] = [f.b.newBlock(), f.b.newBlock()];
  f.b.branch(f.b.emit('is.hole', [closing]), after, settle);
  f.b.start(settle);
  requireObject(f, node, f.b.emit('await', [closing]), 'Iterator result is not an object');
  f.b.jump(after);
  f.b.start(after);
}

function abandonIterator(f: FunctionLowering, node: ts.Node, record: Instr, isAsync: boolean): void {
  if (!isAsync) {
    f.emit(node, 'iter.abandon', [record]);
    return;
  }
  // the error of closing is swallowed in favour of the one under way
  const swallowed = withHandler(f, () => closeIterator(f, node, record, true));
  const after = f.b.newBlock();
  f.b.jump(after);
  if (swallowed !== undefined) {
    f.b.start(swallowed);
    f.b.emit('catch');
    f.b.jump(after);
  }
  f.b.start(after);
}

interface Closing {
  readonly close: () => void;
  readonly abandon: () => void;
}

/** Binds the item and runs the body; then back to `head`. */
function lowerIteration(
  f: FunctionLowering,
  node: ts.ForOfStatement,
  item: Instr,
  labels: readonly string[],
  head: Block,
  after: Block,
  closing: Closing,
): void {
  const outerHandler = f.b.handler;
  const leave = f.b.newBlock();
  // `break` of this loop goes to `leave`, which closes; whatever leaves further closes on its way through the frame
  const handler = withHandler(f, () => {
    withFrame(f, { kind: 'close', close: closing.close, outerHandler }, () => {
      inLoop(f, labels, leave, head, () => {
        bindItem(f, node, present(f, item));
        lowerStatement(f, node.statement);
      });
    });
  });
  f.b.jump(head);
  f.b.seal(head);
  f.b.start(leave);
  if (f.b.reachable) closing.close();
  f.b.jump(after);
  if (handler !== undefined) {
    f.b.start(handler);
    const error = f.b.emit('catch');
    closing.abandon();
    f.b.throw(error);
  }
  f.b.start(after);
}

function bindItem(f: FunctionLowering, node: ts.ForInOrOfStatement, item: Instr): void {
  const scope = f.module.analysis.scopes.get(node);
  const { initializer } = node;
  if (scope !== undefined) enterScope(f, scope);
  f.at(initializer);
  if (!ts.isVariableDeclarationList(initializer)) {
    assignElement(f, initializer, () => item);
    return;
  }
  const [declaration] = initializer.declarations;
  if (declaration !== undefined && scope !== undefined) bindTo(f, scope, declaration.name, item);
}

/** `for (k in obj)`: over the keys found at the beginning, without those deleted meanwhile (ECMA-262 14.7.5.9). */
export function lowerForIn(f: FunctionLowering, node: ts.ForInStatement, labels: readonly string[]): void {
  const object = lowerJs(f, node.expression);
  const keys = f.emit(node.expression, 'forin.keys', [object]);
  const length = f.b.emit('prop.get', [keys], { name: 'length' });
  const index = temporary('index');
  f.b.write(index, f.constant(0));
  const [head, test, body, next, after] = [
    f.b.newBlock(),
    f.b.newBlock(),
    f.b.newBlock(),
    f.b.newBlock(),
    f.b.newBlock(),
  ];
  f.b.jump(head);
  f.b.startOpen(head);
  f.at(node);
  f.b.branch(f.b.emit('compare', [f.b.read(index), length], { operator: '<' }), test, after);
  f.b.start(test);
  const key = f.b.emit('elem.get', [keys, f.b.read(index)]);
  f.b.branch(f.b.emit('forin.has', [object, key]), body, next);
  f.b.start(body);
  inLoop(f, labels, after, next, () => {
    bindItem(f, node, key);
    lowerStatement(f, node.statement);
  });
  f.b.jump(next);
  f.b.start(next);
  f.b.write(index, f.b.emit('unary', [f.b.read(index)], { operator: 'inc' }));
  f.b.jump(head);
  f.b.seal(head);
  f.b.start(after);
}
