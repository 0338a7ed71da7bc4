/**
 * `globalThis`. Reading a global through it by name is reading that global (access.ts). Where it is used otherwise it is an
 * object with a getter for each global that os/ has, made when it is first asked for. What no getter that can be
 * reached reads isn't in the image, so mentioning the object doesn't bring everything that it has.
 */
import ts from 'typescript';
import type { FunctionIr, Global, Instr } from '../ir/ir.ts';
import { symbolKey } from '../ir/names.ts';
import { unwrap } from '../program/keys.ts';
import { readFoundGlobal } from './bindings.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { makeFunction } from './made-function.ts';
import type { ProgramLowering } from './program-lowering.ts';

const NAMES: ReadonlySet<string> = new Set(['globalThis', 'global']);

/** Does the name stand for the global object where nothing declares it? */
export function isGlobalObjectName(name: string): boolean {
  return NAMES.has(name);
}

/** Is the expression, parentheses and assertions aside, the global object by name? */
export function isGlobalObject(f: FunctionLowering, expression: ts.Expression): boolean {
  const node = unwrap(expression);
  return ts.isIdentifier(node) && NAMES.has(node.text) && f.bindingOf(node) === undefined;
}

const objects = new WeakMap<ProgramLowering, FunctionIr>();

/** The global object as a value. */
export function globalObject(f: FunctionLowering, node: ts.Node): Instr {
  let fn = objects.get(f.program);
  if (fn === undefined) {
    fn = makeFunction(f.program, f.module, '<global object>', (inner) => returnObject(inner, node));
    objects.set(f.program, fn);
  }
  return f.emit(node, 'call.direct', [f.undefined()], { fn }, 'js');
}

/** Returns the one object, which it makes at the first call. */
function returnObject(f: FunctionLowering, node: ts.Node): void {
  const global: Global = {
    key: '<global object>',
    name: 'globalThis',
    type: 'js',
    initial: undefined,
    tdz: false,
    hint: undefined,
    constant: false,
  };
  const known = f.emit(node, 'global.get', [], { global }, 'js');
  const [make, done] = [f.b.newBlock(true), f.b.newBlock()];
  f.b.branch(f.b.emit('is.undefined', [known]), make, done);
  f.b.start(make);
  f.b.emit('global.set', [makeObject(f, node)], { global });
  f.b.jump(done);
  f.b.start(done);
  f.b.return(f.emit(node, 'global.get', [], { global }, 'js'));
}

function makeObject(f: FunctionLowering, node: ts.Node): Instr {
  const object = f.emit(node, 'object', [], { keys: [] });
  f.b.emit('prop.define', [object, f.constant('global')], {
    name: symbolKey('toStringTag'),
    enumerable: false,
  });
  for (const name of NAMES)
    f.b.emit('prop.define', [object, object], { name, enumerable: name === 'global' });
  for (const name of f.program.graph.globalNames()) {
    const getter = makeFunction(f.program, f.module, `get globalThis.${name}`, (inner) => {
      const resolved = inner.program.graph.resolveGlobal(name);
      if (resolved === undefined) throw new Error(`the table of globals has no '${name}'`);
      inner.program.graph.addRoot(resolved.module.path, true);
      const value = readFoundGlobal(inner, node, name, resolved);
      inner.b.return(value.type === 'js' ? value : inner.b.emit('convert', [value], {}, 'js'));
    });
    const fn = f.b.emit('closure', [], { fn: getter });
    f.b.emit('accessor.define', [object, f.constant(name), fn], { operator: 'get', enumerable: false });
  }
  return object;
}
