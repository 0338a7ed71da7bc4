/** What each operation does, in terms of the engine's own. */
import type { Instr } from '../ir.ts';
import type { OpName } from '../ops.ts';
import type { Frame } from './execute.ts';
import { type Callable, type Constructor, HOLE } from './interpret.ts';
import { defineMember, keyOf, PRIVATE_METHODS, renameTo } from './objects.ts';

type Evaluate = (frame: Frame, instr: Instr) => unknown;
type Operator = (a: never, b: never) => unknown;
type Bag = Record<PropertyKey, unknown>;

const BINARY: Readonly<Record<string, Operator>> = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  '**': (a: number, b: number) => a ** b,
  '&': (a: number, b: number) => a & b,
  '|': (a: number, b: number) => a | b,
  '^': (a: number, b: number) => a ^ b,
  '<<': (a: number, b: number) => a << b,
  '>>': (a: number, b: number) => a >> b,
  '>>>': (a: number, b: number) => a >>> b,
  // biome-ignore lint/suspicious/noDoubleEquals: the operator itself
  '==': (a, b) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: the operator itself
  '!=': (a, b) => a != b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const UNARY: Readonly<Record<string, (a: number) => unknown>> = {
  neg: (a) => -a,
  plus: (a) => +a,
  bitnot: (a) => ~a,
  numeric: (a) => {
    let value: unknown = a;
    value = (value as number)++ as unknown;
    return value;
  },
  inc: (a) => {
    let value = a;
    return ++value;
  },
  dec: (a) => {
    let value = a;
    return --value;
  },
};

interface Record_ {
  readonly iterator: { next: Callable; return?: Callable };
  readonly next: Callable;
  done: boolean;
}

function open(value: unknown, key: symbol): Record_ {
  const method = (value as Bag)[key] as Callable | undefined;
  if (typeof method !== 'function') throw new TypeError(`${typeof value} is not iterable`);
  const iterator = method.call(value) as Record_['iterator'];
  if (Object(iterator) !== iterator)
    throw new TypeError('Result of the Symbol.iterator method is not an object');
  return { iterator, next: iterator.next, done: false };
}

/** An async iterator over a sync iterable (ECMA-262 27.1.6). */
function openAsync(value: unknown): Record_ {
  if ((value as Bag)[Symbol.asyncIterator] != null) return open(value, Symbol.asyncIterator);
  const sync = open(value, Symbol.iterator);
  const settle = async (result: IteratorResult<unknown>): Promise<IteratorResult<unknown>> => ({
    done: result.done ?? false,
    value: await result.value,
  });
  const iterator: Record_['iterator'] = {
    next: async (...args) => settle(sync.next.apply(sync.iterator, args) as IteratorResult<unknown>),
    return: async (...args) => {
      const method = sync.iterator.return;
      return method === undefined
        ? { done: true, value: args[0] }
        : settle(method.apply(sync.iterator, args) as never);
    },
  };
  return { iterator, next: iterator.next, done: false };
}

function requireObjectResult(result: unknown): IteratorResult<unknown> {
  if (Object(result) !== result) throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result as IteratorResult<unknown>;
}

function close(record: Record_): void {
  const method = record.iterator.return;
  if (method == null) return;
  requireObjectResult(method.call(record.iterator));
}

function privateHome(frame: Frame, instr: Instr, object: unknown): PropertyDescriptor {
  const slots = frame.interpreter.privateSlots(instr.attrs.class, instr.attrs.name ?? '');
  const own = Object(object) === object ? slots.get(object as object) : undefined;
  const found = own ?? (Object(object) === object ? slots.get(PRIVATE_METHODS) : undefined);
  if (found === undefined)
    throw new TypeError(`Cannot read private member ${instr.attrs.name} from an object`);
  return found;
}

function privateGet(frame: Frame, instr: Instr): unknown {
  const object = frame.arg(instr, 0);
  const slot = privateHome(frame, instr, object);
  if ('value' in slot) return slot.value;
  if (slot.get === undefined) throw new TypeError('no getter');
  return slot.get.call(object);
}

function superHome(frame: Frame, instr: Instr): object {
  const base = frame.arg(instr, 0);
  if (instr.attrs.index === 2) return Object.getPrototypeOf(base) as object;
  if (instr.attrs.index === 1) return (base as object | undefined) ?? Function.prototype;
  return base === undefined ? Object.prototype : ((base as Constructor).prototype as object);
}

function call(
  _frame: Frame,
  fn: unknown,
  receiver: unknown,
  args: unknown[],
  name: string | undefined,
): unknown {
  if (typeof fn !== 'function') throw new TypeError(`${name ?? 'value'} is not a function`);
  return Reflect.apply(fn as Callable, receiver, args);
}

function construct(target: unknown, args: unknown[], newTarget?: unknown): object {
  if (typeof target !== 'function') throw new TypeError('value is not a constructor');
  return Reflect.construct(target, args, (newTarget ?? target) as Constructor) as object;
}

function define(object: unknown, key: PropertyKey, value: unknown, enumerable = true): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable, configurable: true });
}

const TABLE: Partial<Record<OpName, Evaluate>> = {
  const: (_, i) => i.attrs.value,
  int: (_, i) => Number(i.attrs.integer),
  param: (f, i) => f.activation.args[i.attrs.index ?? 0],
  rest: (f, i) => f.activation.args.slice(i.attrs.index),
  arguments: (f) =>
    (function () {
      // biome-ignore lint/complexity/noArguments: the object itself is meant
      return arguments;
    })(...(f.activation.args as [])),
  this: (f) => f.activation.receiver,
  newtarget: (f) => f.activation.newTarget,
  capture: (f, i) => f.activation.captures[i.attrs.index ?? 0],
  'cell.new': (f, i) => ({ value: f.arg(i, 0) }),
  'cell.get': (f, i) => (f.arg(i, 0) as Bag)['value'],
  'cell.set': (f, i) => {
    (f.arg(i, 0) as Bag)['value'] = f.arg(i, 1);
  },
  'global.get': (f, i) =>
    i.attrs.global === undefined ? undefined : f.interpreter.readGlobal(i.attrs.global),
  'global.set': (f, i) => f.interpreter.globals.set(i.attrs.global?.key ?? '', f.arg(i, 0)),
  'tdz.check': (f, i) => {
    const value = f.arg(i, 0);
    if (value !== HOLE) return value;
    if (i.attrs.name === 'this') {
      throw new ReferenceError(
        "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
      );
    }
    throw new ReferenceError(`Cannot access '${i.attrs.name}' before initialization`);
  },
  closure: (f, i) => {
    const { fn } = i.attrs;
    if (fn === undefined) throw new Error('a closure without code');
    const isStatic = i.args.length === 0 && fn.kind === 'function';
    return isStatic && fn.captures.length === 0
      ? f.interpreter.staticFunction(fn)
      : f.interpreter.functionObject(fn, f.args(i));
  },
  class: (f, i) => {
    const info = i.attrs.class;
    if (info === undefined) throw new Error('a class without description');
    return f.interpreter.classObject(
      info,
      info.derived ? f.arg(i, 0) : undefined,
      f.args(i, info.derived ? 1 : 0),
    );
  },
  'class.member': (f, i) => {
    const { class: info, member } = i.attrs;
    if (info === undefined || member === undefined) throw new Error('a member without description');
    const computed = member.name === undefined;
    const key = computed ? (f.arg(i, 1) as PropertyKey) : undefined;
    defineMember(f.interpreter, info, member, f.arg(i, 0) as Constructor, key, f.args(i, computed ? 2 : 1));
  },
  'class.ref': (f, i) => (i.attrs.class === undefined ? undefined : f.interpreter.classRef(i.attrs.class)),
  'super.call': (f, i) => construct(f.arg(i, 0), f.args(i, 1), f.activation.newTarget),
  'super.call.spread': (f, i) =>
    construct(
      f.arg(i, 0),
      f.arg(i, 1) as unknown[],
      i.args.length > 3 ? f.arg(i, 3) : f.activation.newTarget,
    ),
  'super.get': (f, i) => Reflect.get(superHome(f, i), keyOf(i.attrs.name ?? ''), f.arg(i, 1)),
  'super.elem.get': (f, i) => Reflect.get(superHome(f, i), f.arg(i, 2) as PropertyKey, f.arg(i, 1)),
  'super.set': (f, i) => {
    if (!Reflect.set(superHome(f, i), keyOf(i.attrs.name ?? ''), f.arg(i, 2), f.arg(i, 1)))
      throw new TypeError('Cannot assign');
  },
  'super.method': (f, i) =>
    call(
      f,
      Reflect.get(superHome(f, i), keyOf(i.attrs.name ?? ''), f.arg(i, 1)),
      f.arg(i, 1),
      f.args(i, 2),
      i.attrs.name,
    ),
  object: (f, i) => {
    const object = {};
    i.attrs.keys?.forEach((key, index) => {
      define(object, key, f.arg(i, index));
    });
    return object;
  },
  'prop.get': (f, i) => (f.arg(i, 0) as Bag)[keyOf(i.attrs.name ?? '')],
  'prop.set': (f, i) => {
    (f.arg(i, 0) as Bag)[keyOf(i.attrs.name ?? '')] = f.arg(i, 1);
  },
  'prop.delete': (f, i) => delete (f.arg(i, 0) as Bag)[keyOf(i.attrs.name ?? '')],
  'prop.has': (f, i) => keyOf(i.attrs.name ?? '') in (f.arg(i, 0) as object),
  'prop.define': (f, i) => define(f.arg(i, 0), keyOf(i.attrs.name ?? ''), f.arg(i, 1), i.attrs.enumerable),
  'elem.get': (f, i) => (f.arg(i, 0) as Bag)[f.arg(i, 1) as PropertyKey],
  'elem.set': (f, i) => {
    (f.arg(i, 0) as Bag)[f.arg(i, 1) as PropertyKey] = f.arg(i, 2);
  },
  'elem.delete': (f, i) => delete (f.arg(i, 0) as Bag)[f.arg(i, 1) as PropertyKey],
  'elem.has': (f, i) => (f.arg(i, 1) as PropertyKey) in (f.arg(i, 0) as object),
  'elem.define': (f, i) => define(f.arg(i, 0), f.arg(i, 1) as PropertyKey, f.arg(i, 2)),
  'accessor.define': (f, i) => {
    const key = f.arg(i, 1) as PropertyKey;
    const half =
      i.attrs.operator === 'get'
        ? { get: f.arg(i, 2) as () => unknown }
        : { set: f.arg(i, 2) as (v: unknown) => void };
    Object.defineProperty(f.arg(i, 0), key, {
      ...half,
      enumerable: i.attrs.enumerable ?? true,
      configurable: true,
    });
  },
  'proto.set': (f, i) => {
    const prototype = f.arg(i, 1);
    if (prototype === null || Object(prototype) === prototype)
      Object.setPrototypeOf(f.arg(i, 0), prototype as object | null);
  },
  'function.name': (f, i) =>
    renameTo(f.arg(i, 0) as Callable, f.arg(i, 1) as PropertyKey, i.attrs.operator ?? ''),
  'object.spread': (f, i) => {
    const source = f.arg(i, 1);
    if (source == null) return;
    const from = Object(source) as Bag;
    for (const key of Reflect.ownKeys(from)) {
      if (Object.getOwnPropertyDescriptor(from, key)?.enumerable === true)
        define(f.arg(i, 0), key, from[key]);
    }
  },
  'require.object': (f, i) => {
    if (f.arg(i, 0) == null)
      throw new TypeError(`Cannot destructure '${f.arg(i, 0)}' as it is ${f.arg(i, 0)}.`);
  },
  'object.rest': (f, i) => {
    const excluded = new Set(f.args(i, 1).map((key) => (typeof key === 'symbol' ? key : String(key))));
    const source = Object(f.arg(i, 0)) as Bag;
    const rest = {};
    for (const key of Reflect.ownKeys(source)) {
      const isOwn = Object.getOwnPropertyDescriptor(source, key)?.enumerable === true;
      if (isOwn && !excluded.has(key)) define(rest, key, source[key]);
    }
    return rest;
  },
  'private.get': privateGet,
  'private.set': (f, i) => {
    const slot = privateHome(f, i, f.arg(i, 0));
    if (slot.set !== undefined) slot.set.call(f.arg(i, 0), f.arg(i, 1));
    else if ('value' in slot && slot.configurable === true) slot.value = f.arg(i, 1);
    else throw new TypeError(`'${i.attrs.name}' was defined without a setter`);
  },
  'private.add': (f, i) => {
    const slots = f.interpreter.privateSlots(i.attrs.class, i.attrs.name ?? '');
    slots.set(f.arg(i, 0) as object, { value: f.arg(i, 1), configurable: true });
  },
  'private.has': (f, i) => {
    const object = f.arg(i, 0);
    if (Object(object) !== object)
      throw new TypeError("Cannot use 'in' operator to search for a private name");
    const slots = f.interpreter.privateSlots(i.attrs.class, i.attrs.name ?? '');
    return slots.has(object as object) || slots.has(PRIVATE_METHODS);
  },
  'private.method': (f, i) => call(f, privateGet(f, i), f.arg(i, 0), f.args(i, 1), i.attrs.name),
  array: (f, i) => {
    const array: unknown[] = [];
    for (const value of f.args(i)) push(array, value);
    return array;
  },
  'array.push': (f, i) => push(f.arg(i, 0) as unknown[], f.arg(i, 1)),
  'array.spread': (f, i) => {
    for (const value of f.arg(i, 1) as Iterable<unknown>) push(f.arg(i, 0) as unknown[], value);
  },
  binary: (f, i) => BINARY[i.attrs.operator ?? '']?.(f.arg(i, 0) as never, f.arg(i, 1) as never),
  compare: (f, i) => BINARY[i.attrs.operator ?? '']?.(f.arg(i, 0) as never, f.arg(i, 1) as never),
  unary: (f, i) => UNARY[i.attrs.operator ?? '']?.(f.arg(i, 0) as number),
  typeof: (f, i) => typeof f.arg(i, 0),
  instanceof: (f, i) => (f.arg(i, 0) as object) instanceof (f.arg(i, 1) as Constructor),
  truthy: (f, i) => Boolean(f.arg(i, 0)),
  not: (f, i) => !f.arg(i, 0),
  frombool: (f, i) => f.arg(i, 0),
  'is.nullish': (f, i) => f.arg(i, 0) == null,
  'is.undefined': (f, i) => f.arg(i, 0) === undefined,
  'is.hole': (f, i) => f.arg(i, 0) === HOLE,
  'is.object': (f, i) => Object(f.arg(i, 0)) === f.arg(i, 0),
  tostring: (f, i) => `${f.arg(i, 0)}`,
  'to.key': (f, i) => Reflect.ownKeys({ [f.arg(i, 0) as PropertyKey]: 0 })[0],
  concat: (f, i) => f.args(i).join(''),
  refine: (f, i) => f.arg(i, 0),
  limit: (f, i) => f.arg(i, 0),
  trust: (f, i) => f.arg(i, 0),
  call: (f, i) => call(f, f.arg(i, 0), f.arg(i, 1), f.args(i, 2), i.attrs.name),
  'call.method': (f, i) => {
    const name = i.attrs.name ?? '';
    return call(f, (f.arg(i, 0) as Bag)[keyOf(name)], f.arg(i, 0), f.args(i, 1), name);
  },
  'call.elem': (f, i) =>
    call(f, (f.arg(i, 0) as Bag)[f.arg(i, 1) as PropertyKey], f.arg(i, 0), f.args(i, 2), undefined),
  'call.direct': (f, i) => {
    const { fn } = i.attrs;
    if (fn === undefined) throw new Error('a call without callee');
    return f.interpreter.call({
      fn,
      captures: [],
      receiver: f.arg(i, 0),
      args: f.args(i, 1),
      newTarget: undefined,
    });
  },
  'call.spread': (f, i) => call(f, f.arg(i, 0), f.arg(i, 1), f.arg(i, 2) as unknown[], undefined),
  new: (f, i) => construct(f.arg(i, 0), f.args(i, 1)),
  'new.spread': (f, i) => construct(f.arg(i, 0), f.arg(i, 1) as unknown[]),
  'iter.open': (f, i) => open(f.arg(i, 0), Symbol.iterator),
  'iter.open.async': (f, i) => openAsync(f.arg(i, 0)),
  'iter.object': (f, i) => (f.arg(i, 0) as Record_).iterator,
  'iter.step': (f, i) => {
    const record = f.arg(i, 0) as Record_;
    const result = requireObjectResult(record.next.call(record.iterator));
    return result.done === true || result.done ? HOLE : result.value;
  },
  'iter.next.async': (f, i) => {
    const record = f.arg(i, 0) as Record_;
    return record.next.call(record.iterator);
  },
  'iter.result': (f, i) => {
    const result = requireObjectResult(f.arg(i, 0));
    return result.done ? HOLE : result.value;
  },
  'iter.close': (f, i) => close(f.arg(i, 0) as Record_),
  'iter.abandon': (f, i) => {
    try {
      close(f.arg(i, 0) as Record_);
    } catch {
      // the error under way goes first
    }
  },
  'iter.close.async': (f, i) => {
    const record = f.arg(i, 0) as Record_;
    const method = record.iterator.return;
    return method == null ? HOLE : method.call(record.iterator);
  },
  'forin.keys': (f, i) => {
    const keys: string[] = [];
    for (const key in f.arg(i, 0) as object) keys.push(key);
    return keys;
  },
  'forin.has': (f, i) =>
    Object(f.arg(i, 0)) !== f.arg(i, 0) || (f.arg(i, 1) as string) in (f.arg(i, 0) as object),
};

function push(array: unknown[], value: unknown): void {
  if (value === HOLE) array.length++;
  else array.push(value);
}

/** The result of an operation that doesn't suspend or end a block. */
export function evaluate(frame: Frame, instr: Instr): unknown {
  const operation = TABLE[instr.op];
  if (operation === undefined) throw new Error(`the interpreter doesn't know ${instr.op}`);
  return operation(frame, instr);
}
