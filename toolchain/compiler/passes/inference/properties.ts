/**
 * Property access on abstract objects: which field a name finds along the prototype chain (ECMA-262 10.1.8, 10.1.9),
 * and what reading or writing it means for the types.
 */
import type { Instr } from '../../ir/ir.ts';
import { isPrivateName, symbolKey } from '../../ir/names.ts';
import {
  P_BIGINT,
  P_BOOLEAN,
  P_HOLE,
  P_INT32,
  P_NULL,
  P_NUMBER,
  P_STRING,
  P_SYMBOL,
  P_UNDEFINED,
} from '../../ir/types.ts';
import type { Analysis } from './analysis.ts';
import { callOne, directFunctions, getterOf, MAX_DISPATCH, setterOf, toPrimitive } from './calls.ts';
import { isAssignedFirst } from './construction.ts';
import { type AbstractObject, type Field, mayBeAbsent } from './objects.ts';
import { isOs, isRaw, looksAtClassesOnly } from './rooms.ts';
import {
  BIGINT,
  BOOLEAN,
  HOLE,
  hasObjects,
  isNever,
  isOnly,
  join,
  LENGTH,
  NEVER,
  NUMBER,
  OPAQUE,
  ofObject,
  PRIMITIVES,
  STRING,
  SYMBOL,
  type Type,
  UNDEFINED,
  withoutOpaque,
  withoutPrims,
} from './type.ts';
import type { World } from './world.ts';

/** The native layout of an instance, inherited from built-in bases: `Array`, `Uint8Array`, … */
export function nativeOf(object: AbstractObject): string | undefined {
  for (let c = object.class; c !== undefined; c = c.base) if (c.native !== undefined) return c.native;
  return undefined;
}

/** An array for programs too: an `arguments` object is only laid out as one. */
export function isPlainArray(object: AbstractObject): boolean {
  return isArray(object) && !object.isArguments;
}

export function isArray(object: AbstractObject): boolean {
  return object.kind === 'array' || (object.kind === 'instance' && nativeOf(object) === 'Array');
}

const TYPED_ARRAYS = new Map<string, Type>([
  ['Int8Array', { ...LENGTH, lo: -128, hi: 127 }],
  ['Uint8Array', { ...LENGTH, lo: 0, hi: 255 }],
  ['Uint8ClampedArray', { ...LENGTH, lo: 0, hi: 255 }],
  ['Int16Array', { ...LENGTH, lo: -0x8000, hi: 0x7fff }],
  ['Uint16Array', { ...LENGTH, lo: 0, hi: 0xffff }],
  ['Int32Array', { ...LENGTH, lo: -0x8000_0000 }],
  ['Uint32Array', { ...LENGTH, lo: 0, hi: 0xffff_ffff }],
  ['Float32Array', NUMBER],
  ['Float64Array', NUMBER],
  ['BigInt64Array', BIGINT],
  ['BigUint64Array', BIGINT],
]);

/** The element type when the object is a typed array. */
export function typedElements(object: AbstractObject): Type | undefined {
  if (object.kind !== 'instance') return undefined;
  const native = nativeOf(object);
  return native === undefined ? undefined : TYPED_ARRAYS.get(native);
}

export interface Found {
  readonly holder: AbstractObject;
  readonly field: Field;
}

/** The field that `name` finds from an object, registering the reader with all that were asked. */
export function lookup(a: Analysis, object: AbstractObject, name: string): Found | undefined {
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    const field = o.field(name);
    field.readers.add(a.f);
    if (field.present) return { holder: o, field };
  }
  return undefined;
}

/** The prototype objects on which a primitive's properties are found, with what `this` is in their methods. */
export function primitiveReceivers(a: Analysis, type: Type): { proto: AbstractObject; self: Type }[] {
  const out: { proto: AbstractObject; self: Type }[] = [];
  const p = type.prims;
  if ((p & P_STRING) !== 0) out.push({ proto: a.w.builtinPrototype('String'), self: STRING });
  if ((p & P_NUMBER) !== 0) {
    const self =
      (p & P_NUMBER) === P_INT32
        ? { ...type, prims: P_INT32, objects: [], opaque: false, arrays: false, texts: undefined }
        : NUMBER;
    out.push({ proto: a.w.builtinPrototype('Number'), self });
  }
  if ((p & P_BOOLEAN) !== 0) out.push({ proto: a.w.builtinPrototype('Boolean'), self: BOOLEAN });
  if ((p & P_SYMBOL) !== 0) out.push({ proto: a.w.builtinPrototype('Symbol'), self: SYMBOL });
  if ((p & P_BIGINT) !== 0) out.push({ proto: a.w.builtinPrototype('BigInt'), self: BIGINT });
  return out;
}

/** What is under computed keys of an object that isn't an array. */
export function computedOf(a: Analysis, object: AbstractObject): Type {
  if (isArray(object)) return NEVER;
  return withoutPrims(a.w.read(object.elements, a.f), P_HOLE);
}

/** What any name may find that was copied there from an unknown object. */
function copiedTo(object: AbstractObject): Type {
  return object.copiesUnknown ? OPAQUE : NEVER;
}

/**
 * Is `v instanceof C` a walk along v's prototypes, C being one class without a `Symbol.hasInstance` of its own? Code is selected by
 * the same test.
 */
export function isOrdinaryInstanceof(target: Type): boolean {
  const [only] = target.objects;
  if (only?.kind !== 'class' || target.objects.length !== 1 || target.prims !== 0 || target.opaque)
    return false;
  for (let o: AbstractObject | undefined = only; o?.kind === 'class'; o = o.proto) {
    if (o.elements.present || o.fields.get(symbolKey('hasInstance'))?.present === true) return false;
  }
  return only.prototype !== undefined;
}

/** `value.name`. */
export function getProperty(a: Analysis, instr: Instr, value: Type, name: string): Type {
  let result = NEVER;
  const getters = directGetters(a.w, value, name);
  if (getters !== undefined) {
    value.objects.forEach((o, n) => {
      const getter = getters[n];
      a.w.watchFields(o, a.f);
      lookup(a, o, name);
      result = join(
        result,
        getter === undefined
          ? getFrom(a, instr, o, ofObject(o), name)
          : callOne(a, instr, getter, ofObject(o), { listed: [] }, undefined),
      );
    });
    return a.w.settle(result);
  }
  return getNamed(a, instr, value, name);
}

/** As getProperty, where the run time calls the getters. */
function getNamed(a: Analysis, instr: Instr, value: Type, name: string): Type {
  let result = NEVER;
  for (const { proto, self } of primitiveReceivers(a, value)) {
    const isLength = self === STRING && name === 'length';
    result = join(result, isLength ? LENGTH : getFrom(a, instr, proto, self, name));
  }
  for (const o of a.w.objectsOf(value, a.f)) result = join(result, getFrom(a, instr, o, ofObject(o), name));
  if (value.arrays && name === 'length') result = join(result, LENGTH);
  else if (value.opaque) {
    const { key } = a.f.fn;
    // What the core reads raw is followed at the operation that led there.
    if (isRaw(key) || (name === 'constructor' && looksAtClassesOnly(key))) result = join(result, OPAQUE);
    else {
      const found = a.w.unknown.byName.read(name, a.f);
      for (const fn of found.objects) if (fn.kind === 'function') a.takenAsValue(fn);
      result = join(result, found);
    }
  }
  return a.w.settle(result);
}

/**
 * The getters that run when a property of these objects is read, one for each (none for those that have the property in a slot), if code
 * can go straight to them. Inference and selection decide alike by it.
 */
export function directGetters(
  w: World,
  value: Type,
  name: string,
): readonly (AbstractObject | undefined)[] | undefined {
  if (value.opaque || value.objects.length === 0 || (value.prims & ~(P_UNDEFINED | P_NULL)) !== 0)
    return undefined;
  // The length of a typed array is read in place, and known to be an int32.
  if (name === 'length' && value.objects.some((o) => typedElements(o) !== undefined)) return undefined;
  const all = directFunctions(w, value, (o) => getterOf(o, name));
  if (all !== undefined) return all;
  if (value.objects.length > MAX_MIXED || !value.objects.every(isToldByShape)) return undefined;
  const getters = value.objects.map((o) => getterOf(o, name));
  const ways = new Set(getters).size;
  if (ways < 2 || ways > MAX_DISPATCH) return undefined;
  return value.objects.every((o, n) => getters[n] !== undefined || isOwnField(o, name)) ? getters : undefined;
}

/** The setters that run when a property of these objects is written, one for each, if code can go straight to them. */
export function directSetters(w: World, value: Type, name: string): readonly AbstractObject[] | undefined {
  if (value.objects.length === 0 || (value.prims & ~(P_UNDEFINED | P_NULL)) !== 0) return undefined;
  return directFunctions(w, value, (o) => setterOf(o, name));
}

/** Objects that are told apart where some have a getter and others a slot. */
const MAX_MIXED = 12;

/** Has the object a shape of its own from its beginning to its end? */
function isToldByShape(object: AbstractObject): boolean {
  return (
    (object.kind === 'instance' || object.kind === 'literal') &&
    !object.open &&
    !object.accessors &&
    !object.prototypeChanges
  );
}

/** Has the object a property of its own, which is no accessor? */
function isOwnField(object: AbstractObject, name: string): boolean {
  const field = object.fields.get(name);
  return (
    field?.present === true && field.getter === undefined && field.setter === undefined && !field.dynamic
  );
}

/** What a name may find from an object: properties that may be absent, until one that surely is there. */
export interface Chain {
  readonly found: readonly Found[];
  readonly sure: boolean;
  /** What computed keys may have put there. */
  readonly computed: Type;
  /** Somebody may have defined an accessor there: it sees the receiver, and gives what it likes. */
  readonly accessors: boolean;
}

export function chainOf(a: Analysis, object: AbstractObject, name: string): Chain {
  const found: Found[] = [];
  let computed = NEVER;
  let accessors = false;
  let changes = false;
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    const field = o.field(name);
    field.readers.add(a.f);
    o.elements.readers.add(a.f);
    computed = join(computed, computedOf(a, o));
    if (o.copiesUnknown) computed = join(computed, a.w.unknown.byName.read(name, a.f));
    accessors ||= o.accessors;
    if (field.present) {
      found.push({ holder: o, field });
      if (!mayBeAbsent(o, name, field)) return { found, sure: !changes, computed, accessors };
    } else if (!changes && isAssignedFirst(o, name)) return { found, sure: true, computed, accessors };
    if (!o.prototypeChanges) continue;
    changes = true;
    computed = join(computed, a.w.unknown.byName.read(name, a.f));
  }
  return { found, sure: false, computed, accessors };
}

/** What reading finds there; getters run. */
export function readChain(a: Analysis, instr: Instr, chain: Chain, self: Type): Type {
  let result = chain.computed;
  if (chain.accessors) {
    a.w.unknown.escapeAll(self);
    result = join(result, OPAQUE);
  }
  for (const { field } of chain.found) {
    if (field.getter !== undefined) result = join(result, a.call(instr, field.getter, self, [], undefined));
    if (field.getter === undefined && field.setter !== undefined) result = join(result, UNDEFINED);
    result = join(result, a.w.read(field, a.f));
  }
  return result;
}

function getFrom(a: Analysis, instr: Instr, object: AbstractObject, self: Type, name: string): Type {
  if (name === 'length' && (isArray(object) || typedElements(object) !== undefined)) return LENGTH;
  const chain = chainOf(a, object, name);
  let result = readChain(a, instr, chain, self);
  if (!chain.sure) result = join(join(result, a.w.unknown.stored(object, name, a.f)), UNDEFINED);
  for (const fn of result.objects) if (fn.kind === 'function') a.takenAsValue(fn);
  return result;
}

/** The `constructor` of any array: Array, classes derived from it, and what was written to properties of that name. */
export function arrayConstructors(a: Analysis, instr: Instr, value: Type): Type {
  if (!value.opaque) return getProperty(a, instr, withoutPrims(value, PRIMITIVES), 'constructor');
  const array = a.w.program.runtimeClass('Array');
  let result = ofObject(a.w.classObject(array));
  for (const o of a.w.instancesOf(array.key, a.f))
    if (o.base !== undefined) result = join(result, ofObject(o.base));
  const prototype = a.w.builtinPrototype('Array');
  result = join(result, a.w.read(prototype.field('constructor'), a.f));
  return a.w.settle(join(result, a.w.unknown.storedByName('constructor', a.f)));
}

/** The `constructor` of a typed array; of an unknown one: the classes of those that exist, and what was written to properties of that name. */
export function typedConstructors(a: Analysis, instr: Instr, array: Type): Type {
  let result = getProperty(a, instr, withoutPrims(withoutOpaque(array), PRIMITIVES), 'constructor');
  if (!array.opaque) return result;
  for (const native of TYPED_ARRAYS.keys()) {
    for (const o of a.w.instancesOf(a.w.program.runtimeClass(native).key, a.f)) {
      if (o.base === undefined) continue;
      result = join(result, ofObject(o.base));
      if (o.base.prototype !== undefined)
        result = join(result, a.w.read(o.base.prototype.field('constructor'), a.f));
    }
  }
  return a.w.settle(join(result, a.w.unknown.storedByName('constructor', a.f)));
}

/** `value.name = stored`. */
export function setProperty(a: Analysis, instr: Instr, value: Type, name: string, stored: Type): void {
  if (isNever(stored)) return;
  const setters = directSetters(a.w, value, name);
  if (setters !== undefined) {
    value.objects.forEach((o, n) => {
      const setter = setters[n];
      a.w.watchFields(o, a.f);
      lookup(a, o, name);
      if (setter !== undefined) callOne(a, instr, setter, ofObject(o), { listed: [stored] }, undefined);
    });
    return;
  }
  setNamed(a, instr, value, name, stored);
}

/** As setProperty, where the run time calls the setters. */
function setNamed(a: Analysis, instr: Instr, value: Type, name: string, stored: Type): void {
  if (isNever(stored)) return;
  if (value.opaque) storeInUnknown(a, name, stored);
  for (const o of a.w.objectsOf(value, a.f)) {
    if (name === 'length' && isArray(o)) {
      a.w.write(o.elements, HOLE);
      continue;
    }
    const { found, accessors } = chainOf(a, o, name);
    if (accessors) a.w.unknown.escapeAll(join(ofObject(o), stored));
    for (const { field } of found)
      if (field.setter !== undefined) a.call(instr, field.setter, ofObject(o), [stored], undefined);
    // One that a descriptor defines may be another object's that looks the same to inference.
    if (found.some(({ field }) => field.isDeclaredAccessor)) continue;
    a.w.write(a.w.isLaidOut(o, name) ? o.field(name) : o.add(name), stored);
  }
}

/**
 * A write to an object that isn't known: to any escaped one that has the property, by whatever way it got it, and to the others'
 * unnamed properties. Setters that others find are called by somebody unknown.
 */
function storeInUnknown(a: Analysis, name: string, stored: Type): void {
  if (!isOs(a.f.fn.key)) a.w.unknown.changes.add(name);
  a.w.unknown.escapeAll(stored);
  a.w.unknown.ask(name);
  a.w.unknown.store(name, stored);
}

/** A write under a name that isn't known to an object that isn't known. */
function storeAnyName(a: Analysis, stored: Type): void {
  if (!isOs(a.f.fn.key)) a.w.unknown.changesAny = true;
  a.w.unknown.storeElement(stored, true);
}

/** CreateDataProperty: never calls a setter. */
export function defineProperty(
  a: Analysis,
  value: Type,
  name: string,
  stored: Type,
  enumerable: boolean,
): void {
  if (isNever(stored)) return;
  if (value.opaque) storeInUnknown(a, name, stored);
  for (const o of a.w.objectsOf(value, a.f)) {
    const field = a.w.isLaidOut(o, name) ? o.field(name) : o.add(name);
    if (!enumerable) field.enumerable = false;
    a.w.write(field, stored);
  }
}

/** `value[key]` */
export function getElement(a: Analysis, instr: Instr, value: Type, key: Type): Type {
  if (isNever(key)) return NEVER;
  const names = namesOf(key);
  if (names !== undefined) {
    let found = NEVER;
    for (const name of names) found = join(found, getNamed(a, instr, value, name));
    return a.w.settle(found);
  }
  const byIndex = (key.prims & ~(P_STRING | P_SYMBOL)) !== 0;
  const byName = mayBeAnyName(key);
  let result = NEVER;
  // A string may be an index, too.
  if ((value.prims & P_STRING) !== 0) result = join(result, join(STRING, UNDEFINED));
  if (byIndex) {
    for (const { proto } of primitiveReceivers(a, withoutPrims(value, P_STRING)))
      result = join(result, indexedFields(a, proto));
  }
  if (byName && !readsOwnOnly(a.f.fn.key)) {
    for (const { proto, self } of primitiveReceivers(a, value))
      result = join(result, allFields(a, instr, proto, self));
  }
  for (const o of a.w.objectsOf(value, a.f)) {
    const typed = typedElements(o);
    if (typed !== undefined) result = join(result, join(typed, UNDEFINED));
    else if (isArray(o) && byIndex) {
      const elements = withoutPrims(a.w.read(o.elements, a.f), P_HOLE);
      result = join(result, join(elements, UNDEFINED));
    } else if (byIndex) {
      result = join(result, indexedFields(a, o));
    }
    if (byName && !(byIndex && isTakenForElements(a, o)))
      result = join(result, allFields(a, instr, o, ofObject(o), readsOwnOnly(a.f.fn.key)));
  }
  if (value.opaque) {
    // What os/ reads so are own properties that it lists before.
    if (byName && isOs(a.f.fn.key)) a.w.unknown.askOwnAccessors();
    else if (byName) a.w.unknown.askAll();
    result = join(result, OPAQUE);
  }
  return a.w.settle(result);
}

/** The property names that a key may be, when they are known. */
export function namesOf(key: Type): readonly string[] | undefined {
  // A hole is what iteration ends with, and never a key.
  const isText = isOnly(withoutPrims(key, P_HOLE), P_STRING);
  return isText && key.texts?.every((name) => !isIndexName(name)) ? key.texts : undefined;
}

/** What integer keys may find from an ordinary object: literals and classes name them as strings. */
function indexedFields(a: Analysis, object: AbstractObject): Type {
  let result = join(join(a.w.read(object.elements, a.f), UNDEFINED), copiedTo(object));
  for (const [name, field] of object.fields)
    if (isIndexName(name)) result = join(result, field.getter === undefined ? a.w.read(field, a.f) : OPAQUE);
  for (let p = object.proto; p !== undefined; p = p.proto) result = join(result, a.w.read(p.elements, a.f));
  return result;
}

/**
 * In a guess whatever may be an index is one. What meets in one array gets into the indices of others, and would call each method of all
 * arrays, before the arrays are told apart.
 */
function isTakenForElements(a: Analysis, object: AbstractObject): boolean {
  return a.w.apart.stage === 'guess' && isArray(object);
}

/** Strings, symbols and objects may name any property; other keys only indices and a few words. */
function mayBeAnyName(key: Type): boolean {
  return (key.prims & (P_STRING | P_SYMBOL)) !== 0 || hasObjects(key);
}

/** Is it what a number, undefined, null or a boolean becomes as a property key? */
export function isIndexName(name: string): boolean {
  return /^(-?\d|-?Infinity$|NaN$|undefined$|null$|true$|false$)/.test(name);
}

/** Above the built-ins, what the system reads by a computed name are own properties that it lists before. */
function readsOwnOnly(key: string): boolean {
  return isOs(key) && (!key.startsWith('os/runtime/') || OWN_READERS.test(key));
}

/** Built-ins that read what they have listed as own properties before. */
const OWN_READERS =
  /^os\/runtime\/object\/object\.ts:ObjectGlobal\.(assign|defineProperties|entries|values)$/;

/** The join of everything a computed key may find: along the chain, or on the object itself only. */
export function allFields(
  a: Analysis,
  instr: Instr,
  object: AbstractObject,
  self: Type,
  ownOnly: boolean = false,
): Type {
  let result = join(withoutPrims(a.w.read(object.elements, a.f), P_HOLE), UNDEFINED);
  if (isArray(object) || typedElements(object) !== undefined) result = join(result, LENGTH);
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    a.w.watchFields(o, a.f);
    result = join(join(result, computedOf(a, o)), copiedTo(o));
    for (const [name, field] of [...o.fields]) {
      if (!field.present || isPrivateName(name)) continue;
      if (field.getter !== undefined) result = join(result, a.call(instr, field.getter, self, [], undefined));
      else {
        const type = a.w.read(field, a.f);
        for (const fn of type.objects) if (fn.kind === 'function') a.takenAsValue(fn);
        result = join(result, type);
      }
    }
    if (ownOnly) break;
  }
  return result;
}

/** CopyDataProperties (ECMA-262 7.3.26): the own enumerable properties of the source become properties of the target. */
export function copyOwn(
  a: Analysis,
  instr: Instr,
  source: Type,
  target: Type,
  put: typeof setProperty = (_a, _i, to, name, stored) => defineProperty(a, to, name, stored, true),
): void {
  let unnamed = NEVER;
  if (source.opaque) {
    a.w.unknown.askOwnAccessors();
    for (const o of target.objects) copyUnknown(a, o);
    if (target.opaque) storeAnyName(a, OPAQUE);
  }
  if ((source.prims & P_STRING) !== 0) unnamed = join(unnamed, STRING);
  for (const o of a.w.objectsOf(source, a.f)) {
    a.w.watchFields(o, a.f);
    unnamed = join(unnamed, withoutPrims(a.w.read(o.elements, a.f), P_HOLE));
    if (o.escaped || o.copiesUnknown) for (const to of target.objects) copyUnknown(a, to);
    const typed = typedElements(o);
    if (typed !== undefined) unnamed = join(unnamed, typed);
    for (const [name, field] of [...o.fields]) {
      if (!field.present || !field.enumerable || isPrivateName(name)) continue;
      let value = a.w.read(field, a.f);
      if (field.getter !== undefined) value = a.call(instr, field.getter, ofObject(o), [], undefined);
      else if (field.setter !== undefined) value = UNDEFINED;
      for (const fn of value.objects) if (fn.kind === 'function') a.takenAsValue(fn);
      put(a, instr, target, name, withoutPrims(value, P_HOLE));
    }
  }
  if (isNever(unnamed)) return;
  if (target.opaque) {
    a.w.unknown.escapeAll(unnamed);
    storeAnyName(a, unnamed);
  }
  for (const o of a.w.objectsOf(target, a.f)) {
    a.w.write(o.elements, unnamed);
    for (const [, field] of o.fields) if (field.present) a.w.write(field, unnamed);
  }
}

function copyUnknown(a: Analysis, target: AbstractObject): void {
  a.w.open(target);
  a.w.write(target.elements, UNDEFINED);
  if (target.copiesUnknown) return;
  target.copiesUnknown = true;
  for (const reader of target.elements.readers) a.w.enqueue(reader);
}

/** `value[key] = stored` */
export function setElement(a: Analysis, instr: Instr, value: Type, key: Type, stored: Type): void {
  if (isNever(stored) || isNever(key)) return;
  const names = namesOf(key);
  if (names !== undefined) {
    for (const name of names) setNamed(a, instr, value, name, stored);
    return;
  }
  const byName = mayBeAnyName(key);
  if (value.opaque) {
    a.w.unknown.escapeAll(stored);
    if (byName) storeAnyName(a, stored);
    else a.w.unknown.storeElement(stored, false);
  }
  for (const o of a.w.objectsOf(value, a.f)) {
    if (typedElements(o) !== undefined) {
      // It is converted, whether or not there is an element (ECMA-262 10.4.5.16).
      if (hasObjects(stored)) toPrimitive(a, instr, stored);
      if (!byName) continue;
    } else if (isArray(o)) {
      a.w.write(o.elements, a.mayExtend(instr) ? join(stored, HOLE) : stored);
      if (!byName || isTakenForElements(a, o)) continue;
    }
    if (byName || !isArray(o)) {
      a.w.open(o);
      a.w.write(o.elements, stored);
      if (byName) {
        for (const [name, field] of [...o.fields]) {
          if (field.setter !== undefined) a.call(instr, field.setter, ofObject(o), [stored], undefined);
          else if (field.present && !isPrivateName(name)) a.w.write(field, stored);
        }
        callInheritedSetters(a, instr, o, stored);
      } else {
        for (const [name, field] of [...o.fields]) if (isIndexName(name)) a.w.write(field, stored);
      }
    }
  }
}

/** A name that isn't known may be that of any setter. That of `__proto__` isn't run so (os/runtime/core/objects/properties.ts). */
function callInheritedSetters(a: Analysis, instr: Instr, object: AbstractObject, stored: Type): void {
  for (let p = object.proto; p !== undefined; p = p.proto) {
    a.w.watchFields(p, a.f);
    for (const [name, { setter }] of [...p.fields])
      if (setter !== undefined && name !== '__proto__')
        a.call(instr, setter, ofObject(object), [stored], undefined);
  }
}
