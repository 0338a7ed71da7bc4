/**
 * The operations of the IR: one row each, from which printer, verifier and passes read what they need.
 *
 * A row: [result type, effect, attributes]. Result `same` follows the operands or an attribute (stated in the comment).
 * Effect: `pure` may be removed, merged and moved; `read` depends on the heap; `write` changes it; `call` runs code that
 * isn't known here. `throws` marks what may throw before inference proves otherwise.
 *
 * "High-level" operations have ECMAScript's semantics on any value and are what lowering emits for ordinary code.
 * passes/representation.ts replaces them by "low-level" ones where inference proved enough.
 */
import type { Attributes } from './ir.ts';
import type { IrType } from './types.ts';

export type Effect = 'pure' | 'read' | 'write' | 'call' | 'end';

export interface OpRow {
  readonly result: IrType | 'same';
  readonly effect: Effect;
  readonly throws: boolean;
  readonly attrs: readonly (keyof Attributes)[];
}

function row(
  result: IrType | 'same',
  effect: Effect,
  throws: boolean,
  ...attrs: (keyof Attributes)[]
): OpRow {
  return { result, effect, throws, attrs };
}

export const OPS = {
  // ── values that exist on entry, constants ──────────────────────────────────────────────────────────────────────
  /** A JavaScript constant: `value`. */
  const: row('js', 'pure', false, 'value'),
  /** A machine integer constant: `integer`; the instruction's type says which. */
  int: row('same', 'pure', false, 'integer'),
  /** The well-known symbol `name`, e.g. `iterator`. */
  symbol: row('js', 'pure', false, 'name'),
  /** An internal hole (temporal dead zone, exhausted iterator, array hole). */
  hole: row('js', 'pure', false),
  /** Parameter `index` as passed; undefined when the caller passed fewer. Type: the parameter's. */
  param: row('same', 'pure', false, 'index'),
  /** A new array of the arguments from `index` on. */
  rest: row('js', 'write', false, 'index'),
  /** The (unmapped) `arguments` object. */
  arguments: row('js', 'write', false),
  /** The `this` of the function. In a derived constructor: hole until `super()` ran (lowering keeps it in a variable). */
  this: row('js', 'pure', false),
  newtarget: row('js', 'pure', false),
  /** In generators, behind the binding of parameters: what is above runs at the call, what is below at the first next(). */
  'generator.start': row('void', 'write', false),
  /** Captured variable `index`: the value, or its cell. */
  capture: row('js', 'pure', false, 'index'),
  phi: row('same', 'pure', false),

  // ── variables that aren't SSA values ───────────────────────────────────────────────────────────────────────────
  /** A heap cell for a captured variable that is reassigned: [initial value]. */
  'cell.new': row('js', 'write', false, 'name'),
  'cell.get': row('js', 'read', false),
  /** [cell, value] */
  'cell.set': row('void', 'write', false),
  'global.get': row('same', 'read', false, 'global'),
  'global.set': row('void', 'write', false, 'global'),
  /**
   * Passes its operand on unless it is a hole: then "Cannot access 'name' before initialization". With `class` the operand is a
   * class.ref, and the question is whether the class was evaluated.
   */
  'tdz.check': row('js', 'read', true, 'name', 'class'),

  // ── functions and classes ──────────────────────────────────────────────────────────────────────────────────────
  /** A function object: [captured values or cells…]. Without captures it is one static object. `hint`: contextual type. */
  closure: row('js', 'write', false, 'fn'),
  /** A class constructor object: [base value if `derived`, captures of the constructor…]. Methods are added by class.member. */
  class: row('js', 'write', true, 'class'),
  /** Adds a method or accessor to a class or its prototype: [class, computed key or none, captures of member.fn…]. */
  'class.member': row('void', 'write', true, 'class', 'member'),
  /** The constructor object of a class that is evaluated once at module level. */
  'class.ref': row('js', 'read', false, 'class'),
  /**
   * [base class, args…] runs the base constructor with the same new.target; result: `this`. `class` is the derived one.
   * The first operand of all `super` operations is the value of the `extends` clause: undefined for a class without.
   * In a method of an object literal `index` is 2, there is no `class`, and it is the object whose prototype is meant.
   */
  'super.call': row('js', 'call', true, 'class'),
  /** As super.call: [base class, args array]; in an arrow function also [the constructor's instance, its new.target]. */
  'super.call.spread': row('js', 'call', true, 'class'),
  /** A property of the base prototype (or base class in statics; `index` 1) with receiver this: [base class, this]. */
  'super.get': row('js', 'call', true, 'class', 'name', 'index'),
  /** [base class, this, key] */
  'super.elem.get': row('js', 'call', true, 'class', 'index'),
  /** [base class, this, value] */
  'super.set': row('void', 'call', true, 'class', 'name', 'index'),
  /** A method call `super.name(args)`: [base class, this, args…]. */
  'super.method': row('js', 'call', true, 'class', 'name', 'index'),

  // ── objects ────────────────────────────────────────────────────────────────────────────────────────────────────
  /** An object literal of data properties `keys` (no duplicates, no integer keys) in order: [values…]. */
  object: row('js', 'write', false, 'keys', 'hint'),
  /**
   * Property read `obj.name` (name isn't an integer index): [obj]. `hint`: the checker's type of the result.
   * names.ts tells well-known symbols and private names from keys, here and in all rows with a `name` that is a property.
   * In trusted rooms reads and writes of fields (also private), and calls, have the declared machine type where there is
   * one: the result or the operand is that integer, as if converted.
   */
  'prop.get': row('js', 'call', true, 'name', 'hint', 'text'),
  /** Strict-mode property write: [obj, value]. */
  'prop.set': row('void', 'call', true, 'name'),
  /** [obj] → whether it succeeded (throws in strict mode when it doesn't). */
  'prop.delete': row('bool', 'call', true, 'name'),
  /** `name in obj`: [obj]. */
  'prop.has': row('bool', 'call', true, 'name'),
  /** CreateDataPropertyOrThrow (class fields, literals after a spread): [obj, value]. `enumerable` defaults to true. */
  'prop.define': row('void', 'call', true, 'name', 'enumerable'),
  /** `obj[key]`: [obj, key]. */
  'elem.get': row('js', 'call', true, 'hint'),
  /** [obj, key, value] */
  'elem.set': row('void', 'call', true),
  /** [obj, key] */
  'elem.delete': row('bool', 'call', true),
  /** `key in obj`: [obj, key] */
  'elem.has': row('bool', 'call', true),
  /** [obj, key, value] */
  'elem.define': row('void', 'call', true),
  /** Defines half of an accessor: [obj, key, function]; `operator` is get or set. */
  'accessor.define': row('void', 'write', true, 'operator', 'enumerable'),
  /** `__proto__: value` in a literal: [obj, value]. */
  'proto.set': row('void', 'write', true),
  /** Sets a function's name when it is computed: [function, key]; `operator` is '', get or set. */
  'function.name': row('void', 'write', false, 'operator'),
  /** Copies own enumerable properties: [target, source]. */
  'object.spread': row('void', 'call', true),
  /** RequireObjectCoercible: TypeError when a destructured value is undefined or null. */
  'require.object': row('void', 'read', true),
  /** The rest of a destructured object: [source, excluded keys…] → new object. */
  'object.rest': row('js', 'call', true),
  /** Private members, `class` names the declaring class: [obj]. Fields, methods and accessors. */
  'private.get': row('js', 'call', true, 'class', 'name', 'hint'),
  /** [obj, value] */
  'private.set': row('void', 'call', true, 'class', 'name'),
  /** Adds a private field: [obj, value]. */
  'private.add': row('void', 'write', true, 'class', 'name'),
  /** `#x in obj`: [obj] */
  'private.has': row('bool', 'read', true, 'class', 'name'),
  /** `obj.#m(args)`: [obj, args…] */
  'private.method': row('js', 'call', true, 'class', 'name', 'hint'),

  // ── arrays ─────────────────────────────────────────────────────────────────────────────────────────────────────
  /** An array literal: [elements…]; an operand that is a `hole` leaves a hole. `hint` holds the element type. */
  array: row('js', 'write', false, 'hint'),
  /** Appends to an array that is being built: [array, value or hole]. */
  'array.push': row('void', 'write', false),
  /** Appends all that an iterable gives: [array, iterable]. */
  'array.spread': row('void', 'call', true),

  // ── operators ──────────────────────────────────────────────────────────────────────────────────────────────────
  /** `+ - * / % ** & | ^ << >> >>>` (`operator`): [a, b]. */
  binary: row('js', 'call', true, 'operator'),
  /** `neg`, `plus` (ToNumber), `bitnot`, `numeric` (ToNumeric), `inc`, `dec` (of a numeric): [a]. */
  unary: row('js', 'call', true, 'operator'),
  /** `== != === !== < <= > >=`: [a, b]. */
  compare: row('bool', 'call', true, 'operator'),
  typeof: row('js', 'pure', false),
  /** `v instanceof c`: [v, c]. */
  instanceof: row('bool', 'call', true),
  /** ToBoolean. */
  truthy: row('bool', 'pure', false),
  not: row('bool', 'pure', false),
  /** A bool as a JavaScript value. */
  frombool: row('js', 'pure', false),
  /** Is it undefined or null? */
  'is.nullish': row('bool', 'pure', false),
  'is.undefined': row('bool', 'pure', false),
  'is.hole': row('bool', 'pure', false),
  /** An object or function? */
  'is.object': row('bool', 'pure', false),
  /** ToString (template literals: throws on symbols). */
  tostring: row('js', 'call', true),
  /** ToPropertyKey. */
  'to.key': row('js', 'call', true),
  /** Concatenation of strings (operands are results of tostring or string constants): [parts…]. */
  concat: row('js', 'write', true),
  /** The operand, known to satisfy `filter` on this path. No code. */
  refine: row('same', 'pure', false, 'filter'),
  /** [value, other]: the value, known to be `operator` (a relation) the other on this path. No code. */
  limit: row('same', 'pure', false, 'operator'),
  /** The operand, declared by trusted code to be of `hint`. No code. */
  trust: row('same', 'pure', false, 'hint'),

  // ── calls ──────────────────────────────────────────────────────────────────────────────────────────────────────
  /** [function, this, args…] */
  call: row('js', 'call', true, 'hint', 'text'),
  /** `obj.name(args)`: [obj, args…] */
  'call.method': row('js', 'call', true, 'name', 'hint', 'text'),
  /** `obj[key](args)`: [obj, key, args…] */
  'call.elem': row('js', 'call', true, 'hint', 'text'),
  /** A function that is known and captures nothing: [this or undefined, args…]. Type: the function's result type. */
  'call.direct': row('same', 'call', true, 'fn', 'hint'),
  /** [function, this, array of arguments] */
  'call.spread': row('js', 'call', true, 'hint', 'text'),
  /** [constructor, args…]. `hint`: type arguments of the instance. */
  new: row('js', 'call', true, 'hint', 'text'),
  /** [constructor, array of arguments] */
  'new.spread': row('js', 'call', true, 'hint', 'text'),
  /** One of os/unsafe.ts, `name`: [args…]. Type: declared. */
  intrinsic: row('same', 'call', false, 'name', 'hint', 'fn'),

  // ── iteration ──────────────────────────────────────────────────────────────────────────────────────────────────
  /** GetIterator(obj, sync): [obj] → an iterator record, only for the operations below. */
  'iter.open': row('js', 'call', true, 'text'),
  /** GetIterator(obj, async) → a record, only for the operations named so and `iter.object`. */
  'iter.open.async': row('js', 'call', true),
  /** IteratorStepValue: [record] → the next value, or a hole when exhausted. */
  'iter.step': row('js', 'call', true, 'hint'),
  /** The iterator object of an async record, for `yield*`. */
  'iter.object': row('js', 'pure', false),
  /** Calls `next()`: [record] → the promise to await. */
  'iter.next.async': row('js', 'call', true),
  /** [awaited result] → its value, or a hole when done. TypeError when it isn't an object. */
  'iter.result': row('js', 'call', true, 'hint'),
  /** IteratorClose on a normal, break or return completion: [record]. */
  'iter.close': row('void', 'call', true),
  /** IteratorClose on a throw completion: errors of `return()` are swallowed. [record] */
  'iter.abandon': row('void', 'call', false),
  /** Calls `return()` of an async iterator: [record] → what to await, or a hole when it has no such method. */
  'iter.close.async': row('js', 'call', true),
  /** The keys that `for in` visits, as an array: [obj]. */
  'forin.keys': row('js', 'call', true),
  /** Is the key still there (keys deleted during the loop aren't visited)? True for primitives: [obj, key] */
  'forin.has': row('bool', 'call', true),

  // ── suspension: replaced by passes/state-machine.ts ────────────────────────────────────────────────────────────
  /** [value] → what it resolves to; throws what it rejects with. */
  await: row('js', 'call', true, 'hint'),
  /** [value] → what next() or return() passes in; throws what throw() passes in. */
  yield: row('js', 'call', true),
  /** Behind a yield: was the generator resumed by return()? Lowering then goes on as from a `return` statement. */
  'yield.returned': row('bool', 'read', false),

  /** The frame of a suspended function: one slot a value. */
  'frame.new': row('js', 'write', false),
  'frame.get': row('same', 'read', false, 'name'),
  /** [frame, value] */
  'frame.set': row('void', 'write', false, 'name'),

  // ── exceptions ─────────────────────────────────────────────────────────────────────────────────────────────────
  /** First (after phis) in a block that catches: the thrown value. */
  catch: row('js', 'pure', false),

  // ── machine operations of trusted rooms, and low-level operations ──────────────────────────────────────────────
  /** `+ - * / % & | ^ << >>` on machine integers of the instruction's type (`>>` by its signedness): [a, b]. */
  'int.binary': row('same', 'pure', false, 'operator'),
  /** `== != < <= > >=` by the operands' signedness: [a, b]. */
  'int.compare': row('bool', 'pure', false, 'operator'),
  /** Between machine integers, `js` (a number) and `bool`: truncates, extends by the source's signedness, ToInt32-like from numbers. */
  convert: row('same', 'pure', false),
  /** A choice without branching: [condition, then, else]. */
  select: row('same', 'pure', false),

  // ── terminators ────────────────────────────────────────────────────────────────────────────────────────────────
  jump: row('void', 'end', false, 'targets'),
  /** [condition: bool]; targets: then, else. */
  branch: row('void', 'end', false, 'targets'),
  /** [condition: js, an int32 or machine integer]; targets: default, then one a case in `cases`. */
  switch: row('void', 'end', false, 'targets', 'cases'),
  return: row('void', 'end', false),
  /** Leaves the function, or goes to targets[0] inside a try. */
  throw: row('void', 'end', false, 'targets'),
  /** After an operation that may throw in a try: targets: normal, handler. */
  check: row('void', 'end', false, 'targets'),
  unreachable: row('void', 'end', false),
} satisfies Record<string, OpRow>;

export type OpName = keyof typeof OPS;

/** The row of an operation. */
export function opRow(op: OpName): OpRow {
  return OPS[op];
}

/** Does the operation end a block? */
export function isTerminator(op: OpName): boolean {
  return OPS[op].effect === 'end';
}
