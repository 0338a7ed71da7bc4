/**
 * What code does to objects that it doesn't know by a name that it knows: `x.name`, `x.name(…)`. The program is closed, so whatever such a
 * property is, it is that of an object that escaped, or of what that inherits from. A read gives what is under the name in all of them;
 * a call reaches the functions there, which get what is passed by the name anywhere, and gives what they return. So one value of unknown
 * origin says nothing of values that are reached through it by names.
 *
 * Objects that nobody named (wrappers of primitives, arrays that the run time makes) have no properties of their own by names.
 */
import type { FunctionIr } from '../../ir/ir.ts';
import { isPrivateName } from '../../ir/names.ts';
import { P_HOLE } from '../../ir/types.ts';
import type { Arguments } from './calls.ts';
import { isLooker } from './lookers.ts';
import { type AbstractObject, Field, type FunctionInstance, hiddenFields, mayBeAbsent } from './objects.ts';
import { isArray, typedElements } from './properties.ts';
import { isDescriber, isLister, isRaw, isReader } from './rooms.ts';
import { BOOLEAN, join, LENGTH, NUMBER, OPAQUE, type Type, UNDEFINED, withoutPrims } from './type.ts';
import type { World } from './world.ts';

/** A place of an object that escaped, or of its prototypes, where a name is found, and the object. */
interface Place {
  readonly field: Field;
  readonly receiver: Receiver;
}

/** `arrays`: one that the run time made. */
type Receiver = AbstractObject | 'array';

/** What is known of a name. */
class Named {
  readonly places: Place[] = [];
  readonly known = new Map<Field, Set<Receiver>>();
  isRead = false;
  isCalled = false;
  /** What a read gives. */
  readonly value = new Field();
  /** What a call gives. */
  readonly results = new Field();
  /** What calls pass, each joined; `spread` at any place. */
  readonly args: Field[] = [];
  readonly spread = new Field();
  /** The fewest arguments that any call passes. */
  fewest = Number.POSITIVE_INFINITY;
  readonly targets = new Set<FunctionInstance>();
  readonly getters = new Set<AbstractObject>();
  /** Some value under the name isn't known: it may be a function that keeps what it gets. */
  isOpen = false;
}

const ARRAYS: Type = { ...OPAQUE, prims: 0, arrays: true };

export class ByName {
  readonly #w: World;
  readonly #named = new Map<string, Named>();
  /** What is under computed names in objects that escaped. */
  readonly #computed = new Field();
  readonly #computedOf = new Set<AbstractObject>();
  /** Somebody may have defined accessors under names that aren't known. */
  #hasAccessors = false;

  constructor(world: World) {
    this.#w = world;
  }

  /** `x.name`, x being any object that escaped. */
  read(name: string, reader: FunctionInstance): Type {
    const named = this.#of(name);
    if (!named.isRead) {
      named.isRead = true;
      for (const { field } of [...named.places]) this.#w.write(named.value, field.type);
    }
    const { value } = named;
    let result = join(this.#w.read(value, reader), this.#w.read(this.#computed, reader));
    result = join(result, this.#w.unknown.storedByName(name, reader));
    return join(withoutPrims(result, P_HOLE), this.#hasAccessors ? OPAQUE : UNDEFINED);
  }

  /** `x.name(args)`, x being any object that escaped. */
  call(name: string, args: Arguments, reader: FunctionInstance): Type {
    const named = this.#of(name);
    const before = named.isCalled;
    this.#pass(named, args);
    if (!before) {
      named.isCalled = true;
      for (const place of [...named.places]) this.#callAt(named, place, place.field.type);
      this.#callComputed(named, this.#computed.type);
    }
    const stored = this.#w.unknown.storedByName(name, reader);
    if (stored.opaque || this.#hasAccessors) this.#open(named);
    for (const fn of stored.objects) this.#callUnplaced(named, fn);
    return this.#w.read(named.results, reader);
  }

  #of(name: string): Named {
    let named = this.#named.get(name);
    if (named === undefined) {
      named = new Named();
      this.#named.set(name, named);
      const arrays = this.#w.builtinPrototype('Array');
      this.#find(name, named, arrays, 'array');
      for (const o of this.#w.unknown.escaped) this.#find(name, named, o);
    }
    return named;
  }

  /** The object has escaped. */
  escaped(object: AbstractObject): void {
    for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) this.#watchComputed(o);
    for (const [name, named] of this.#named) this.#find(name, named, object);
  }

  /** A property is there that wasn't. */
  gained(field: Field): void {
    const { owner, name } = field;
    if (owner === undefined || name === undefined) return;
    const named = this.#named.get(name);
    if (named === undefined) return;
    const arrays = this.#w.builtinPrototype('Array');
    if (inherits(arrays, owner)) this.#find(name, named, arrays, 'array');
    for (const o of this.#w.unknown.escaped) if (inherits(o, owner)) this.#find(name, named, o);
  }

  /** The object has another prototype, or may have accessors now. */
  changed(object: AbstractObject): void {
    for (const o of this.#w.unknown.escaped) if (inherits(o, object)) this.escaped(o);
  }

  #find(name: string, named: Named, object: AbstractObject, receiver: Receiver = object): void {
    if (isPrivateName(name)) return;
    for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
      const given = nativeField(o, name);
      if (given !== undefined) this.#w.write(named.value, given);
      const field = o.fields.get(name);
      if (field?.present !== true) continue;
      this.#place(named, { field, receiver });
      if (!mayBeAbsent(o, name, field)) return;
    }
  }

  #place(named: Named, place: Place): void {
    const { field, receiver } = place;
    let receivers = named.known.get(field);
    if (receivers === undefined) {
      receivers = new Set();
      named.known.set(field, receivers);
      field.watchers.push((type) => {
        if (named.isRead) this.#w.write(named.value, type);
      });
      if (named.isRead) this.#w.write(named.value, field.type);
    }
    if (receivers.has(receiver)) return;
    receivers.add(receiver);
    named.places.push(place);
    field.watchers.push((type) => {
      if (named.isCalled) this.#callAt(named, place, type);
    });
    if (named.isCalled) this.#callAt(named, place, field.type);
    this.#runAccessors(named, place);
  }

  /** What a getter returns is what a read gives. A setter runs where something is written by the name (Unknown.ask). */
  #runAccessors(named: Named, { field, receiver }: Place): void {
    const { getter } = field;
    if (getter === undefined) return;
    const target = this.#callOn(getter, receiver);
    if (target === undefined) this.#w.write(named.value, OPAQUE);
    else if (!named.getters.has(getter)) {
      named.getters.add(getter);
      this.#flow(target.result, named.value);
    }
    if (named.isCalled) this.#open(named);
  }

  /** A property has become an accessor. */
  accessorDefined(name: string, field: Field): void {
    const named = this.#named.get(name);
    for (const receiver of named?.known.get(field) ?? []) {
      if (named !== undefined) this.#runAccessors(named, { field, receiver });
    }
  }

  #flow(from: Field, to: Field): void {
    from.watchers.push((type) => this.#w.write(to, type));
    this.#w.write(to, from.type);
  }

  // ── computed names ───────────────────────────────────────────────────────────────────────────────────────────────

  #watchComputed(object: AbstractObject): void {
    if (object.accessors && !this.#hasAccessors) {
      this.#hasAccessors = true;
      for (const named of this.#named.values()) {
        for (const reader of named.value.readers) this.#w.enqueue(reader);
        for (const reader of named.results.readers) this.#w.enqueue(reader);
      }
    }
    if (this.#computedOf.has(object) || isArray(object) || typedElements(object) !== undefined) return;
    this.#computedOf.add(object);
    const seen = (type: Type): void => {
      this.#w.write(this.#computed, type);
      for (const named of this.#named.values()) if (named.isCalled) this.#callComputed(named, type);
    };
    object.elements.watchers.push(seen);
    seen(object.elements.type);
  }

  #callComputed(named: Named, type: Type): void {
    if (type.opaque) this.#open(named);
    for (const fn of type.objects) this.#callUnplaced(named, fn);
  }

  // ── calls ────────────────────────────────────────────────────────────────────────────────────────────────────────

  #callAt(named: Named, { field, receiver }: Place, type: Type): void {
    if (type.opaque || field.getter !== undefined) this.#open(named);
    for (const o of type.objects) this.#callOne(named, o, receiver);
  }

  /** A function of which nobody knows under which objects it is. */
  #callUnplaced(named: Named, fn: AbstractObject): void {
    if (fn.kind !== 'function' && fn.kind !== 'class') return;
    this.#w.unknown.escape(fn);
    this.#open(named);
  }

  #callOn(fn: AbstractObject, receiver: Receiver): FunctionInstance | undefined {
    return this.#w.unknown.callOn(fn, receiver === 'array' ? ARRAYS : receiver);
  }

  #callOne(named: Named, callee: AbstractObject, receiver: Receiver): void {
    if (callee.kind !== 'function' && callee.kind !== 'class') return;
    const { fn } = callee;
    if (callee.kind === 'class' || fn === undefined || fn.externSymbol !== undefined || looksInside(fn)) {
      this.#callUnplaced(named, callee);
      return;
    }
    const target = this.#callOn(callee, receiver);
    if (target === undefined) {
      this.#open(named);
      return;
    }
    if (named.targets.has(target)) return;
    named.targets.add(target);
    this.#flow(target.result, named.results);
    for (let n = 0; n < Math.max(named.args.length, target.params.length); n++) this.#argument(named, n);
    for (const [n, from] of named.args.entries()) this.#flow(from, target.params[n] ?? target.extra);
    for (const to of [...target.params, target.extra]) this.#flow(named.spread, to);
  }

  #open(named: Named): void {
    if (named.isOpen) return;
    named.isOpen = true;
    this.#w.write(named.results, OPAQUE);
    for (const from of [...named.args, named.spread]) {
      from.escapes = true;
      this.#w.unknown.escapeAll(from.type);
    }
  }

  #pass(named: Named, { listed, spread }: Arguments): void {
    for (const [n, type] of listed.entries()) this.#w.write(this.#argument(named, n), type);
    if (spread !== undefined) this.#w.write(named.spread, join(spread, UNDEFINED));
    if (listed.length >= named.fewest) return;
    named.fewest = listed.length;
    for (const missing of named.args.slice(listed.length)) this.#w.write(missing, UNDEFINED);
  }

  /** What calls pass as the n-th argument; nothing is undefined. */
  #argument(named: Named, n: number): Field {
    while (named.args.length <= n) {
      const field = new Field();
      const at = named.args.push(field) - 1;
      field.escapes = named.isOpen;
      for (const target of named.targets) this.#flow(field, target.params[at] ?? target.extra);
      if (named.fewest <= at) this.#w.write(field, UNDEFINED);
    }
    const argument = named.args[n];
    if (argument === undefined) throw new Error('arguments are counted from 0');
    return argument;
  }
}

/** A function that inference treats by itself where it is called. */
function looksInside(fn: FunctionIr): boolean {
  return (
    (isRaw(fn.key) && fn.owner === undefined) ||
    isLooker(fn.key) ||
    isDescriber(fn) ||
    isLister(fn) ||
    isReader(fn)
  );
}

function inherits(object: AbstractObject, from: AbstractObject): boolean {
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) if (o === from) return true;
  return false;
}

/** What the layout itself has under a name: lengths, fields of machine types, what the run time gives errors. */
function nativeField(object: AbstractObject, name: string): Type | undefined {
  if (name === 'length' && (isArray(object) || typedElements(object) !== undefined)) return LENGTH;
  if (hiddenFields(object).includes(name)) return OPAQUE;
  for (let c = object.kind === 'instance' ? object.class : undefined; c !== undefined; c = c.base) {
    const member = c.members.find((m) => m.kind === 'field' && !m.isStatic && m.name === name);
    if (member !== undefined && member.type !== 'js') return member.type === 'bool' ? BOOLEAN : NUMBER;
  }
  return undefined;
}
