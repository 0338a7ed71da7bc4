/**
 * Which function instances may throw: found by assuming that none does and spreading from the operations that may.
 * Callers of the others need no check behind the call.
 */
import type { Instr } from '../ir/ir.ts';
import { opRow } from '../ir/ops.ts';
import { P_BIGINT, P_HOLE, P_NULL, P_STRING, P_SYMBOL, P_UNDEFINED } from '../ir/types.ts';
import { type FunctionInstance, mayBeAbsent } from './inference/objects.ts';
import { isArray, typedElements } from './inference/properties.ts';
import { isInner } from './inference/rooms.ts';
import { hasObjects, isWithin, NEVER, type Type } from './inference/type.ts';
import type { World } from './inference/world.ts';
import type { Recursion } from './recursion.ts';

/** What makes arrays that refuse elements: where nothing reaches it, all take them. */
const FREEZER = 'os/runtime/core/objects/prototype.ts:preventExtensions';

const CALLS = new Set(['call.direct', 'private.method', 'super.call', 'super.method']);

const THROWING_INTRINSICS = new Set([
  'invokeBoxed',
  'constructBoxed',
  'arrayConstructorOf',
  'typedConstructorOf',
]);

export class Throws {
  readonly #throwing = new Set<FunctionInstance>();
  readonly #freezes: boolean;
  /** The callees that were found not to throw, while a body is looked at. */
  #asked: Set<FunctionInstance> | undefined;

  constructor(world: World, recursion: Recursion) {
    this.#freezes = world.instances.some((f) => f.fn.key === FREEZER);
    // A function that may run out of stack throws a RangeError.
    for (const f of world.instances) if (recursion.checks(f)) this.#throwing.add(f);
    this.#spread(world.instances);
    this.#asked = undefined;
  }

  /** A body is looked at once, and again when a callee throws that it was left for. */
  #spread(instances: readonly FunctionInstance[]): void {
    const callers = new Map<FunctionInstance, FunctionInstance[]>();
    const queue = [...instances];
    for (let f = queue.pop(); f !== undefined; f = queue.pop()) {
      if (this.#throwing.has(f)) continue;
      this.#asked = new Set();
      if (this.#body(f)) {
        this.#throwing.add(f);
        queue.push(...(callers.get(f) ?? []));
        continue;
      }
      for (const callee of this.#asked) {
        const list = callers.get(callee);
        if (list === undefined) callers.set(callee, [f]);
        else list.push(f);
      }
    }
  }

  of(f: FunctionInstance): boolean {
    return this.#throwing.has(f);
  }

  #body(f: FunctionInstance): boolean {
    for (const block of f.reached) {
      const caught = block.instrs.at(-1)?.op === 'check';
      for (const i of block.instrs) {
        if (i.op === 'throw' && (i.attrs.targets ?? []).length === 0) return true;
        if (caught && i === block.instrs.at(-2)) continue;
        if (this.mayThrow(f, i)) return true;
      }
    }
    return false;
  }

  /** May this operation throw, with the types of this instance? Emission relies on the same answer. */
  mayThrow(f: FunctionInstance, i: Instr): boolean {
    if (i.op === 'intrinsic') {
      return THROWING_INTRINSICS.has(i.attrs.name ?? '');
    }
    if (throwsOnMisfit(f, i)) return true;
    if (!opRow(i.op).throws) return false;
    const t = (n: number): Type => typeOf(f, i.args[n]);
    if (CALLS.has(i.op)) return this.#targetsThrow(f, i);
    switch (i.op) {
      case 'binary':
        // A text may become too long.
        return (
          mayNotBeNumeric(t(0)) || mayNotBeNumeric(t(1)) || (i.attrs.operator === '+' && isText(t(0), t(1)))
        );
      case 'unary':
        return mayNotBeNumeric(t(0));
      case 'compare': {
        const operator = i.attrs.operator ?? '';
        if (operator === '===' || operator === '!==') return false;
        return mayNotBeNumeric(t(0)) || mayNotBeNumeric(t(1));
      }
      case 'tostring':
      case 'to.key':
        return hasObjects(t(0)) || (t(0).prims & P_SYMBOL) !== 0;
      case 'prop.get':
        return isNullish(t(0)) || t(0).opaque || this.#accessor(f, i, t(0));
      case 'elem.get':
        return !isPlainElementAccess(t(0), t(1));
      case 'elem.set':
        return this.#freezes || !isPlainElementAccess(t(0), t(1)) || mayNotBeNumeric(t(2));
      case 'tdz.check':
        return i.attrs.class !== undefined || (t(0).prims & P_HOLE) !== 0;
      case 'iter.step':
      case 'iter.open':
        return true;
      default:
        return true;
    }
  }

  /** May a getter be called that throws? One that `Object.defineProperty` or another prototype brought isn't known. */
  #accessor(f: FunctionInstance, i: Instr, type: Type): boolean {
    const name = i.attrs.name ?? '';
    for (const o of type.objects) {
      for (let p = o as typeof o | undefined; p !== undefined; p = p.proto) {
        if (p.accessors || (p.elements.type.opaque && !isArray(p))) return true;
        const field = p.fields.get(name);
        if (field === undefined || !field.present) continue;
        if (field.getter !== undefined) return this.#targetsThrow(f, i);
        if (!mayBeAbsent(p, name, field)) break;
      }
    }
    return (type.prims & ~(P_UNDEFINED | P_NULL)) !== 0 && this.#targetsThrow(f, i);
  }

  #targetsThrow(f: FunctionInstance, i: Instr): boolean {
    const targets = f.targets.get(i);
    if (targets === undefined) return false;
    for (const t of targets) {
      if (this.#throwing.has(t)) return true;
      this.#asked?.add(t);
    }
    return false;
  }
}

/** Is it checked whether the value is what Node's API declares (llvm/select/guard.ts)? */
function throwsOnMisfit(f: FunctionInstance, i: Instr): boolean {
  const arriving = f.assumed.get(i);
  return arriving !== undefined && !isInner(f.fn.key) && !isWithin(arriving, typeOf(f, i));
}

function typeOf(f: FunctionInstance, i: Instr | undefined): Type {
  const type = i === undefined ? undefined : f.types[i.id];
  return type ?? NEVER;
}

function isNullish(type: Type): boolean {
  return (type.prims & (P_UNDEFINED | P_NULL)) !== 0;
}

function isText(...operands: readonly Type[]): boolean {
  return operands.some((type) => (type.prims & P_STRING) !== 0);
}

function mayNotBeNumeric(type: Type): boolean {
  return hasObjects(type) || (type.prims & (P_SYMBOL | P_BIGINT)) !== 0;
}

/** Arrays and typed arrays by number: no user code, nothing to fail. */
function isPlainElementAccess(object: Type, key: Type): boolean {
  if (isNullish(object) || object.opaque || hasObjects(key) || (key.prims & ~24) !== 0) return false;
  return object.prims === 0 && object.objects.every((o) => isArray(o) || typedElements(o) !== undefined);
}
