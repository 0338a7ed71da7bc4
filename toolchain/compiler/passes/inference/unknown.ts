/**
 * Objects of unknown identity (`Type.opaque`): any of those that escaped. What is done to an unknown object is done to all of these: reads
 * by name reach their methods, writes reach their fields, calls and `new` run them with anything.
 */
import type { FunctionIr } from '../../ir/ir.ts';
import { isPrivateName } from '../../ir/names.ts';
import { hasBefore } from './arrays.ts';
import { ByName } from './by-name.ts';
import { isDefiner, OBJECT_ASSIGN } from './defining.ts';
import { isPrototypeReader } from './lookers.ts';
import { AbstractObject, Field, type FunctionInstance, isCallable, publicName } from './objects.ts';
import { isPlainArray } from './properties.ts';
import { isDescriber, isLister, isReader } from './rooms.ts';
import { HOLE, isNever, join, NEVER, OPAQUE, ofObject, type Type, UNDEFINED } from './type.ts';
import type { World } from './world.ts';

/** The class itself, or the prototype of its instances. */
export function isClassPart(object: AbstractObject): boolean {
  return object.kind === 'class' || object.kind === 'prototype';
}

/** The built-ins themselves are changed by their names only. */
function isBuiltinPart(object: AbstractObject): boolean {
  return isClassPart(object) && object.class?.trusted === true;
}

/** A method or accessor of a class: reached by its name only. */
function isMember(object: AbstractObject, name: string, field: Field): boolean {
  if (name === 'constructor') return true;
  if (!isClassPart(object)) return false;
  if (field.getter !== undefined || field.setter !== undefined) return true;
  return field.type.objects.some((o) => o.kind === 'function');
}

/** The property that a name finds from an object. */
function found(object: AbstractObject, name: string): Field | undefined {
  for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto) {
    const field = o.fields.get(name);
    if (field?.present === true) return field;
  }
  return undefined;
}

/** `$call` and `$construct` of built-in classes (layout/natives.ts): the function object behind the name. */
export function staticHook(classObject: AbstractObject, name: string): AbstractObject | undefined {
  // A program's class that extends a built-in one can't be called without `new`.
  if (name === '$call' && classObject.class?.trusted !== true) return undefined;
  for (let c: AbstractObject | undefined = classObject; c !== undefined; c = c.base) {
    const field = c.fields.get(name);
    if (field?.present !== true) continue;
    // Instances of a class that extends Object are ordinary ones.
    return c !== classObject && c.class !== undefined && publicName(c.class) === 'Object'
      ? undefined
      : field.method;
  }
  return undefined;
}

/** What calling a class without `new` by `count` arguments runs: `$call$1` and its kin where there is one. */
export function callHook(classObject: AbstractObject, count: number | undefined): AbstractObject | undefined {
  const hook = staticHook(classObject, '$call');
  return hook === undefined || count === undefined
    ? hook
    : (staticHook(classObject, `$call$${count}`) ?? hook);
}

/** An interface that somebody asks for, with the objects known to conform. */
interface Interface {
  readonly members: readonly string[];
  readonly objects: Set<AbstractObject>;
  readonly readers: Set<FunctionInstance>;
}

/** Are all these properties found from the object? */
export function hasAll(object: AbstractObject, members: readonly string[]): boolean {
  if (object.kind === 'prototype' || object.kind === 'array') return false;
  return members.every((name) => {
    // Fields of machine types hold no values that inference follows.
    for (let c = object.kind === 'instance' ? object.class : undefined; c !== undefined; c = c.base)
      if (c.members.some((m) => m.kind === 'field' && !m.isStatic && m.name === name)) return true;
    for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto)
      if (o.fields.get(name)?.present === true) return true;
    return false;
  });
}

function hasProperties(object: AbstractObject): boolean {
  for (const field of object.fields.values()) if (field.present) return true;
  return false;
}

export class Unknown {
  /** Every object that escaped. */
  readonly escaped: AbstractObject[] = [];
  /** What is done to them by names that are known. */
  readonly byName: ByName;
  readonly #w: World;

  constructor(world: World) {
    this.#w = world;
    this.byName = new ByName(world);
  }

  /**
   * The object flows where inference no longer follows single objects. What can be read from it escapes too; a function
   * may be called with anything, a class constructed. Methods of classes are reached by the names that are asked of
   * unknown objects.
   */
  escape(object: AbstractObject): void {
    if (this.#w.apart.stage === 'guess') return;
    if (object.escaped || object.kind === 'frame' || object.kind === 'cell' || object.kind === 'iterator')
      return;
    object.escaped = true;
    object.accessors ||= this.#definesAccessors && !isBuiltinPart(object);
    this.escaped.push(object);
    if (this.#changesUnknown) this.changePrototype(object);
    this.gained(object);
    if (object.kind === 'function') this.#callUnknown(object);
    if (object.kind === 'class') {
      const call = staticHook(object, '$call');
      if (call !== undefined) this.#callUnknown(call);
    }
    if (this.#constructsUnknown) this.#constructUnknown(object);
    if (this.#asksPrototypes) this.#reachPrototype(object);
    if (this.#asksMembers) this.#reachMembers(object);
    if (this.#writesAll) this.#reachSetters(object);
    if (this.#asksAccessors || (this.#readsOwn && !isClassPart(object))) this.#reachAccessors(object);
    for (const [name, field] of object.fields) {
      // Private members are read by the code of their class, which is followed.
      if (!isPrivateName(name) && !isMember(object, name, field)) this.escapeAll(field.type);
    }
    this.escapeAll(object.elements.type);
    for (const [name, field] of this.#unknownStores)
      if (!isNever(field.type)) this.#storeIn(object, name, field.type);
    this.#storeElementIn(object);
    if (this.#asksAll) this.#reachAll(object);
    else for (const name of this.#unknownNames) this.#reachByName(object, name);
    for (const name of this.#calledNames) this.#callByName(object, name);
    this.byName.escaped(object);
  }

  /** Who calls methods of arrays that escaped, and would have to know of another one. */
  readonly #arrayReaders = new Set<FunctionInstance>();

  /** Has any array that escaped a property of this name before those of Array.prototype? */
  someArrayHas(name: string, prototype: AbstractObject, reader: FunctionInstance): boolean {
    this.#arrayReaders.add(reader);
    return this.escaped.some((o) => hasBefore(o, name, prototype, reader));
  }

  readonly #interfaces = new Map<string, Interface>();

  /** The objects among those that escaped which have all of these properties, so far. */
  conforming(members: readonly string[], reader: FunctionInstance): readonly AbstractObject[] {
    const key = members.join();
    let entry = this.#interfaces.get(key);
    if (entry === undefined) {
      entry = { members, objects: new Set(), readers: new Set() };
      this.#interfaces.set(key, entry);
      for (const o of this.escaped) if (hasAll(o, members)) entry.objects.add(o);
    }
    entry.readers.add(reader);
    return [...entry.objects];
  }

  /** The object has another property, or has escaped. */
  gained(object: AbstractObject): void {
    if (!object.escaped) return;
    if (isPlainArray(object) && (object.kind === 'instance' || hasProperties(object)))
      for (const reader of this.#arrayReaders) this.#w.enqueue(reader);
    for (const entry of this.#interfaces.values()) {
      if (entry.objects.has(object) || !hasAll(object, entry.members)) continue;
      entry.objects.add(object);
      for (const reader of entry.readers) this.#w.enqueue(reader);
    }
  }

  #definesAccessors = false;

  /** `Object.defineProperty` or its like is applied to one of these. */
  mayDefineAccessors(type: Type): void {
    const all = type.opaque && !this.#definesAccessors;
    this.#definesAccessors ||= type.opaque;
    const escaped = all ? this.escaped.filter((o) => !isBuiltinPart(o)) : [];
    for (const o of [...type.objects, ...escaped]) {
      if (o.accessors) continue;
      o.accessors = true;
      this.byName.changed(o);
      for (const reader of o.elements.readers) this.#w.enqueue(reader);
    }
  }

  /** What an escaped object leads to has escaped too. */
  escapeAll(type: Type): void {
    for (const o of type.objects) this.escape(o);
  }

  /** Names that the program assigns to objects that aren't known; what hasn't got such a property gets it. */
  readonly changes = new Set<string>();
  /** The program adds or removes properties of such objects under names that aren't known. */
  changesAny = false;

  /** May somebody who isn't known add a property to the object that it doesn't have, or remove one? */
  mayChange(object: AbstractObject): boolean {
    if (!object.escaped) return false;
    return this.changesAny || [...this.changes].some((name) => object.fields.get(name)?.present !== true);
  }

  /** What is written by name to objects that aren't known. */
  readonly #unknownStores = new Map<string, Field>();
  /** What is written to them by computed index, and by computed name. */
  readonly #unknownElements = new Field();
  readonly #unknownFields = new Field();

  /** `object.name = stored`, the object being any that escaped. */
  store(name: string, stored: Type): void {
    let field = this.#unknownStores.get(name);
    if (field === undefined) {
      field = new Field();
      this.#unknownStores.set(name, field);
    }
    const before = field.type;
    this.#w.write(field, stored);
    if (field.type !== before) for (const o of this.escaped) this.#storeIn(o, name, field.type);
  }

  #storeIn(object: AbstractObject, name: string, stored: Type): void {
    const field = object.fields.get(name);
    if (field?.present === true && field.getter === undefined) this.#w.write(field, stored);
  }

  /** What writes to unknown objects may have put into a property that an escaped object only gets now. */
  storedBefore(field: Field): Type {
    const { owner, name } = field;
    if (owner?.escaped !== true || field.getter !== undefined || (name !== undefined && isPrivateName(name)))
      return NEVER;
    if (name === undefined) return join(this.#unknownElements.type, this.#unknownFields.type);
    const named = this.#unknownStores.get(name)?.type ?? NEVER;
    if (isClassPart(owner) && owner.class?.trusted === true) return named;
    return join(named, this.#unknownFields.type);
  }

  /** What a write by name to some unknown object may have put into an escaped one that has no such property of its own. */
  stored(object: AbstractObject, name: string, reader: FunctionInstance): Type {
    const stored = this.storedByName(name, reader);
    return object.escaped ? stored : NEVER;
  }

  /** What was written under this name to unknown objects. */
  storedByName(name: string, reader: FunctionInstance): Type {
    let field = this.#unknownStores.get(name);
    if (field === undefined) {
      field = new Field();
      this.#unknownStores.set(name, field);
    }
    return join(this.#w.read(field, reader), this.#w.read(this.#unknownFields, reader));
  }

  /** `object[key] = stored`, the object being any that escaped. */
  storeElement(stored: Type, byName: boolean): void {
    const field = byName ? this.#unknownFields : this.#unknownElements;
    const before = field.type;
    this.#w.write(field, stored);
    if (field.type !== before) for (const o of this.escaped) this.#storeElementIn(o);
    if (!byName || this.#writesAll) return;
    this.#writesAll = true;
    for (let n = 0; n < this.escaped.length; n++) this.#reachSetters(this.escaped[n]);
  }

  /** Something is written under a name that isn't known to an object that isn't known: any setter may run. */
  #writesAll = false;

  #reachSetters(object: AbstractObject | undefined): void {
    for (let o = object; o !== undefined; o = o.proto) {
      for (const [name, { setter }] of o.fields)
        if (setter !== undefined && name !== '__proto__') this.escape(setter);
    }
  }

  #storeElementIn(object: AbstractObject): void {
    const stored = join(this.#unknownElements.type, this.#unknownFields.type);
    if (isNever(stored)) return;
    if (object.kind === 'array' || object.elements.present)
      this.#w.write(object.elements, join(stored, HOLE));
    const anyName = this.#unknownFields.type;
    if (isNever(anyName) || isBuiltinPart(object)) return;
    for (const [name, field] of object.fields)
      if (field.present && field.getter === undefined && !isPrivateName(name)) this.#w.write(field, anyName);
  }

  readonly #unknownNames = new Set<string>();

  /** A property of this name is read from an object that isn't known. */
  ask(name: string): void {
    if (this.#unknownNames.has(name)) return;
    this.#unknownNames.add(name);
    for (const o of this.escaped) this.#reachByName(o, name);
  }

  #reachByName(object: AbstractObject, name: string): void {
    const field = found(object, name);
    if (field === undefined) return;
    this.#runAccessors(object, field);
    this.escapeAll(field.type);
  }

  readonly #calledNames = new Set<string>();

  /** A method of this name is called on an object that isn't known: `this` is the object that has it. */
  call(name: string): void {
    if (this.#unknownNames.has(name) || this.#calledNames.has(name)) return;
    this.#calledNames.add(name);
    for (let n = 0; n < this.escaped.length; n++) this.#callByName(this.escaped[n], name);
  }

  #callByName(object: AbstractObject | undefined, name: string): void {
    const field = object === undefined ? undefined : found(object, name);
    if (object === undefined || field === undefined) return;
    this.#runAccessors(object, field);
    for (const o of field.type.objects) {
      if (o === field.method && o.kind === 'function') this.#callOn(o, object);
      else this.escape(o);
    }
  }

  /** A class part that hasn't escaped gets a function that is none of its methods: somebody may have asked for its name before. */
  assigned(field: Field, type: Type): void {
    const { name = '', owner } = field;
    if (owner === undefined || owner.escaped || !isClassPart(owner)) return;
    if (!this.#asksAll && !this.#unknownNames.has(name) && !this.#calledNames.has(name)) return;
    for (const o of type.objects) if (isCallable(o) && o !== field.method) this.escape(o);
  }

  #runAccessors(object: AbstractObject, { getter, setter }: Field): void {
    if (getter !== undefined) this.#callOn(getter, object);
    if (setter !== undefined) this.#callOn(setter, object);
  }

  /** The receivers of what is called by name, as long as prototypes are those that classes and literals have. */
  readonly #receivers = new Map<AbstractObject, Set<AbstractObject>>();
  #prototypesChange = false;

  /** Some object gets a prototype that isn't known, and finds methods there that were not its class's. */
  changePrototypes(): void {
    if (this.#prototypesChange) return;
    this.#prototypesChange = true;
    for (const fn of [...this.#receivers.keys(), ...this.#calledOn]) this.escape(fn);
  }

  #changesUnknown = false;

  /** These objects get prototypes that aren't known. */
  changePrototypesOf(type: Type): void {
    this.changePrototypes();
    for (const o of type.objects) this.changePrototype(o);
    if (!type.opaque || this.#changesUnknown) return;
    this.#changesUnknown = true;
    for (const o of this.escaped) this.changePrototype(o);
  }

  /** The object gets a prototype that isn't known. */
  changePrototype(object: AbstractObject): void {
    this.changePrototypes();
    if (object.prototypeChanges) return;
    object.prototypeChanges = true;
    const fields = [object.elements, ...object.fields.values()];
    for (const { readers } of [{ readers: object.fieldReaders }, ...fields])
      for (const reader of readers) this.#w.enqueue(reader);
  }

  readonly #calledOn = new Set<AbstractObject>();

  /** The function is called on this object by its name; the instance that runs then, if it is known. */
  callOn(fn: AbstractObject, receiver: AbstractObject | Type): FunctionInstance | undefined {
    if (fn.fn === undefined) return undefined;
    if (this.#prototypesChange) this.escape(fn);
    if (isPrototypeReader(fn.fn.key)) this.askPrototypes();
    this.#calledOn.add(fn);
    const target = this.#entryOf(fn, fn.fn);
    this.#w.write(target.thisField, receiver instanceof AbstractObject ? this.#receiver(receiver) : receiver);
    this.#w.write(target.newTarget, UNDEFINED);
    return target;
  }

  /** The instance behind a function's boxed entry. */
  #entryOf(object: AbstractObject, fn: FunctionIr): FunctionInstance {
    object.needsBoxedEntry = true;
    const target = this.#w.instance(fn, '', fn.captures.length > 0 ? object : undefined, object.depth);
    target.boxedEntry = true;
    this.calledByProgram(target);
    return target;
  }

  /** Somebody who isn't known calls the function on this object, with anything. */
  #callOn(fn: AbstractObject, receiver: AbstractObject): void {
    if (fn.escaped) return;
    if (this.#prototypesChange || fn.fn === undefined) {
      this.escape(fn);
      return;
    }
    let receivers = this.#receivers.get(fn);
    if (receivers === undefined) {
      receivers = new Set();
      this.#receivers.set(fn, receivers);
    }
    if (receivers.has(receiver)) return;
    receivers.add(receiver);
    this.#callUnknown(fn, this.#receiver(receiver));
  }

  /** The run time makes arrays and wrappers of primitives, with the built-ins' prototypes, that nobody has named. */
  #receiver(object: AbstractObject): Type {
    if (object.kind !== 'prototype' || !isBuiltinPart(object)) return ofObject(object);
    return { ...OPAQUE, prims: 0, arrays: object === this.#w.knownPrototype('Array') };
  }

  /** An object that may have escaped gets an accessor: somebody may have asked for its name before. */
  accessorDefined(object: AbstractObject, name: string, field: Field): void {
    this.byName.accessorDefined(name, field);
    if (!object.escaped) return;
    const isRead =
      this.#asksAll ||
      (this.#writesAll && field.setter !== undefined) ||
      this.#asksAccessors ||
      (this.#readsOwn && !isClassPart(object));
    if (isRead || this.#unknownNames.has(name) || this.#calledNames.has(name)) this.#reachField(field);
  }

  #reachField(field: Field): void {
    if (field.getter !== undefined) this.escape(field.getter);
    if (field.setter !== undefined) this.escape(field.setter);
    this.escapeAll(field.type);
  }

  #asksAll = false;

  /** The program reads a property under a name that isn't known from an object that isn't known. */
  askAll(): void {
    if (this.#asksAll) return;
    this.#asksAll = true;
    for (let n = 0; n < this.escaped.length; n++) {
      const o = this.escaped[n];
      if (o !== undefined) this.#reachAll(o);
    }
  }

  #asksAccessors = false;

  /** Accessors of these objects are looked at as functions: `Object.getOwnPropertyDescriptor`. */
  askAccessors(type: Type): void {
    for (const o of type.objects) this.#reachAccessors(o);
    if (!type.opaque || this.#asksAccessors) return;
    this.#asksAccessors = true;
    for (let n = 0; n < this.escaped.length; n++) this.#reachAccessors(this.escaped[n]);
  }

  #asksMembers = false;

  /** The program lists what these objects have: `Object.getOwnPropertyNames`. The system's own classes may show less. */
  askMembers(type: Type): void {
    for (const o of type.objects) this.#reachMembers(o);
    if (!type.opaque || this.#asksMembers) return;
    this.#asksMembers = true;
    for (let n = 0; n < this.escaped.length; n++) this.#reachMembers(this.escaped[n]);
  }

  #reachMembers(object: AbstractObject | undefined): void {
    if (object === undefined || object.class?.trusted === true) return;
    for (const field of object.fields.values()) if (field.present) this.#reachField(field);
  }

  #readsOwn = false;

  /**
   * The system reads properties of some object that isn't known, under the names that it lists of it: getters run. Those of classes are in
   * no such list.
   */
  askOwnAccessors(): void {
    if (this.#readsOwn) return;
    this.#readsOwn = true;
    for (let n = 0; n < this.escaped.length; n++) {
      const o = this.escaped[n];
      if (o !== undefined && !isClassPart(o)) this.#reachAccessors(o);
    }
  }

  #reachAccessors(object: AbstractObject | undefined): void {
    for (const { getter, setter } of object?.fields.values() ?? []) {
      if (getter !== undefined) this.escape(getter);
      if (setter !== undefined) this.escape(setter);
    }
  }

  #asksPrototypes = false;

  /** Some object that isn't known is asked for its prototype: those of all that escaped do so too. */
  askPrototypes(): void {
    if (this.#asksPrototypes) return;
    this.#asksPrototypes = true;
    for (let n = 0; n < this.escaped.length; n++) this.#reachPrototype(this.escaped[n]);
  }

  #reachPrototype(object: AbstractObject | undefined): void {
    if (object?.proto !== undefined) this.escape(object.proto);
  }

  #reachAll(object: AbstractObject): void {
    for (let o: AbstractObject | undefined = object; o !== undefined; o = o.proto)
      for (const field of o.fields.values()) if (field.present) this.#reachField(field);
  }

  #constructsUnknown = false;

  /** Some `new` has a callee that isn't known: any function or class that escaped. */
  construct(): void {
    if (this.#constructsUnknown) return;
    this.#constructsUnknown = true;
    for (let n = 0; n < this.escaped.length; n++) {
      const o = this.escaped[n];
      if (o !== undefined) this.#constructUnknown(o);
    }
  }

  /** Some constructor is called for another `new.target`, whose prototype the instance gets. */
  constructsForeign = false;

  /** As `construct`, with a `new.target` that isn't the callee. */
  constructForeign(): void {
    if (this.constructsForeign) return;
    this.constructsForeign = true;
    this.changePrototypes();
    for (const o of this.#w.objects) if (o.kind === 'instance') this.#adopt(o);
    this.construct();
  }

  /** An instance that boxed entries make: where its prototype isn't known, anything may be found in it. */
  made(instance: AbstractObject): void {
    if (this.constructsForeign) this.#adopt(instance);
  }

  #adopt(instance: AbstractObject): void {
    this.#w.open(instance);
    if (instance.kind === 'instance') this.#w.write(instance.elements, OPAQUE);
  }

  /** The class, or old-style constructor, is constructed by somebody unknown, with anything. */
  #constructUnknown(object: AbstractObject): void {
    const fn = object.fn;
    if (fn === undefined || fn.externSymbol !== undefined) return;
    const hook = object.kind === 'class' ? staticHook(object, '$construct') : undefined;
    if (hook !== undefined) {
      this.#callUnknown(hook);
      return;
    }
    if (object.kind !== 'class' && !fn.isConstructor) return;
    const target = this.#w.instance(fn, '', fn.captures.length > 0 ? object : undefined, object.depth);
    target.boxedConstruct = true;
    this.calledByProgram(target);
    const made = this.#w.instanceOfConstructor(object, '', '');
    this.escape(made);
    this.made(made);
    this.#w.write(target.thisField, ofObject(made));
    this.#w.write(target.newTarget, ofObject(object));
    for (const param of target.params) this.#w.write(param, OPAQUE);
    this.#w.write(target.extra, OPAQUE);
    target.result.escapes = true;
    this.escapeAll(target.result.type);
  }

  /** Somebody who isn't known may call the function, with anything. */
  #callUnknown(object: AbstractObject, receiver: Type = OPAQUE): void {
    const fn = object.fn;
    if (fn === undefined || fn.externSymbol !== undefined) return;
    if (isDescriber(fn)) this.askAccessors(OPAQUE);
    if (isLister(fn)) this.askMembers(OPAQUE);
    if (isReader(fn)) this.askAll();
    if (isPrototypeReader(fn.key)) this.askPrototypes();
    if (fn.key === OBJECT_ASSIGN) this.storeElement(OPAQUE, true);
    if (isDefiner(fn.key)) {
      this.mayDefineAccessors(OPAQUE);
      this.storeElement(OPAQUE, true);
    }
    const target = this.#entryOf(object, fn);
    target.result.escapes = true;
    this.escapeAll(target.result.type);
    for (const param of target.params) this.#w.write(param, OPAQUE);
    this.#w.write(target.thisField, receiver);
    for (const field of [target.newTarget, target.extra]) this.#w.write(field, OPAQUE);
  }

  calledByProgram(target: FunctionInstance): void {
    if (target.calledByProgram) return;
    target.calledByProgram = true;
    this.#w.enqueue(target);
  }
}
