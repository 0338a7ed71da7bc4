/**
 * The state of one inference: every abstract object, every function instance, module variables, and the work list.
 * A function instance is analysed again whenever a field that it read has grown.
 */
import type { ClassInfo, FunctionIr, Global, Instr, Program } from '../../ir/ir.ts';
import { isPrivateName, symbolKey } from '../../ir/names.ts';
import { StableNames } from '../../ir/stable-name.ts';
import { type Hint, P_FUNCTION, P_NUMBER, P_OBJECT, P_SYMBOL } from '../../ir/types.ts';
import { makeStateMachine } from '../state-machine.ts';
import { type Apart, sharedContainer, TOGETHER } from './apart.ts';
import {
  constantOf,
  functionClass,
  hasConstructorProperty,
  prototypeConstantName,
  sharedWith,
} from './builtins.ts';
import { assignedAtFirst, earlyFields, placesOf } from './construction.ts';
import {
  AbstractObject,
  Field,
  FunctionInstance,
  hiddenFields,
  isNamespace,
  type ObjectKind,
  publicName,
} from './objects.ts';
import { isPlainArray } from './properties.ts';
import { ReplacedPrototypes } from './replaced-prototypes.ts';
import { isRawClass } from './rooms.ts';
import {
  hasTooManyObjects,
  join,
  NEVER,
  narrow,
  ofConstant,
  ofObject,
  ofPrims,
  type Type,
  UNDEFINED,
  withoutOpaque,
} from './type.ts';
import { Unknown } from './unknown.ts';

const MAX_DEPTH = 5;

/** What `old`, which has unknown objects, means without naming it needs no naming. */
function withoutMeant(type: Type, old: Type): Type {
  const isMeant = (o: AbstractObject): boolean => o.escaped && (!old.arrays || isPlainArray(o));
  if (!type.objects.some(isMeant)) return type;
  const objects = type.objects.filter((o) => !isMeant(o));
  return { ...type, objects, opaque: true, arrays: type.opaque ? type.arrays : old.arrays };
}

/** The map under a key of a map, made when it isn't there. */
function entryOf<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let found = maps.get(key);
  if (found === undefined) {
    found = new Map();
    maps.set(key, found);
  }
  return found;
}

/** May somebody who isn't known read what is in the field? Private members are read by the code of their class, which is followed. */
function isReachedByUnknown({ owner, name }: Field): boolean {
  return owner?.escaped === true && (name === undefined || !isPrivateName(name));
}

export class World {
  readonly program: Program;
  readonly apart: Apart;
  readonly objects: AbstractObject[] = [];
  readonly instances: FunctionInstance[] = [];
  readonly globals = new Map<string, { global: Global; field: Field }>();
  /** What is thrown anywhere: what `catch` may see. */
  readonly thrown = new Field();
  readonly unknown = new Unknown(this);
  readonly replacedPrototypes = new ReplacedPrototypes(this);
  readonly classesUsed: AbstractObject[] = [];
  /** To be analysed in the next round, and what is left of this one, the last first. */
  #queue: FunctionInstance[] = [];
  #round: FunctionInstance[] = [];
  readonly #names = new StableNames();
  readonly #objectsByKey = new Map<string, AbstractObject>();
  readonly #instancesByKey = new Map<string, FunctionInstance>();
  /** The same by what the keys are made of, which is asked for at every call. */
  readonly #instancesOfFunction = new Map<
    FunctionIr,
    Map<AbstractObject | undefined, Map<string, FunctionInstance>>
  >();
  readonly #classObjects = new Map<ClassInfo, AbstractObject>();
  readonly #functionObjects = new Map<FunctionIr, AbstractObject>();
  /** By the key of the class: it may be asked for before anything reaches the class. */
  readonly #instanceObjectsOf = new Map<
    string,
    { objects: AbstractObject[]; readers: Set<FunctionInstance> }
  >();

  constructor(program: Program, apart: Apart = TOGETHER, maxEffort = Number.POSITIVE_INFINITY) {
    this.#maxEffort = maxEffort;
    this.program = program;
    this.apart = apart;
  }

  /** How often types were joined, and how often they may be: a guess that takes too long is given up. */
  effort = 0;
  readonly #maxEffort: number;

  get isGivenUp(): boolean {
    return this.effort > this.#maxEffort;
  }

  /**
   * The next instance to analyse. In rounds, and of each the newest first: callees before their callers, which ask for results, and nothing twice
   * before all have seen what the last round found. So types are joined a fifth less often, and grow less on the way (decision 060).
   */
  next(): FunctionInstance | undefined {
    if (this.isGivenUp) return undefined;
    if (this.#round.length === 0) {
      this.#round = this.#queue.sort((a, b) => a.id - b.id);
      this.#queue = [];
    }
    const f = this.#round.pop();
    if (f !== undefined) f.queued = false;
    return f;
  }

  enqueue(f: FunctionInstance): void {
    if (f.queued) return;
    f.queued = true;
    this.#queue.push(f);
  }

  // ── fields ─────────────────────────────────────────────────────────────────────────────────────────────────────

  read(field: Field, reader: FunctionInstance): Type {
    field.readers.add(reader);
    return field.type;
  }

  write(field: Field, type: Type): void {
    const isNew = !field.present;
    const joined = this.grow(field.type, isNew ? join(type, this.unknown.storedBefore(field)) : type);
    if (isNew) {
      field.present = true;
      if (field.owner !== undefined) {
        for (const reader of field.owner.fieldReaders) this.enqueue(reader);
        this.unknown.gained(field.owner);
        this.unknown.byName.gained(field);
      }
    } else if (joined === field.type) return;
    field.type = joined;
    if (field.escapes || isReachedByUnknown(field)) this.unknown.escapeAll(type);
    else if (type.objects.length > 0) this.unknown.assigned(field, type);
    for (const reader of field.readers) this.enqueue(reader);
    for (const watcher of field.watchers) watcher(joined);
  }

  /**
   * The join of what is known and what is added; `old` itself when nothing is new. A list of objects that has grown too
   * long becomes "any that escaped": all of them escape, and so does what is added later.
   */
  grow(old: Type, added: Type): Type {
    this.effort++;
    const fresh = old.opaque ? withoutMeant(added, old) : added;
    const joined = join(old, fresh);
    if (joined === old || !hasTooManyObjects(joined)) return joined;
    if (this.apart.stage === 'guess') return join(old, { ...added, objects: [] });
    this.unknown.escapeAll(joined);
    const arrays = (!joined.opaque || joined.arrays) && joined.objects.every(isPlainArray);
    return { ...joined, objects: [], opaque: true, arrays };
  }

  /** As `grow`, of a type alone. */
  settle(type: Type): Type {
    return this.grow(NEVER, type);
  }

  /** The abstract object that `new` makes of a constructor. */
  instanceOfConstructor(constructor: AbstractObject, typeArguments: string, context: string): AbstractObject {
    if (this.makesArrays(constructor)) return this.arrayObject(typeArguments, context);
    return this.instanceObject(constructor, typeArguments, context);
  }

  /** Is it the built-in `Array`? */
  makesArrays(constructor: AbstractObject): boolean {
    return constructor.class !== undefined && constructor.class === this.program.runtimeClass('Array');
  }

  /** Has the class instances for type arguments, or for the places that make them? */
  hasSeveralInstances(info: ClassInfo | undefined): boolean {
    return info !== undefined && (info.generic || this.apart.classes.has(info.key));
  }

  /** An instance of a class that is kept apart, for the place that makes it. */
  instanceAt(f: FunctionInstance, instr: Instr, constructor: AbstractObject): AbstractObject {
    const shared = sharedContainer(f, constructor);
    if (shared !== undefined) return shared;
    const object = this.instanceObject(constructor, '', `${f.number}.${instr.id}`);
    object.isApart = true;
    object.home ??= f.home;
    return object;
  }

  /** An array that is kept apart, for the place that makes it. */
  arrayAt(f: FunctionInstance, instr: Instr): AbstractObject {
    const object = this.arrayObject(`${f.number}.${instr.id}`, '');
    object.isApart = true;
    return object;
  }

  /** The objects a type names one by one. */
  objectsOf(type: Type, _reader: FunctionInstance): readonly AbstractObject[] {
    return type.objects;
  }

  global(global: Global): Field {
    let entry = this.globals.get(global.key);
    if (entry === undefined) {
      entry = { global, field: new Field() };
      this.globals.set(global.key, entry);
      if (!global.tdz && typeof global.initial !== 'bigint')
        this.write(entry.field, ofConstant(global.initial));
    }
    return entry.field;
  }

  // ── objects ────────────────────────────────────────────────────────────────────────────────────────────────────

  object(
    named: string,
    kind: ObjectKind,
    context: string,
    make: (o: AbstractObject) => void,
  ): AbstractObject {
    const key = this.apart.same.get(named) ?? named;
    let object = this.#objectsByKey.get(key);
    if (object === undefined) {
      object = new AbstractObject(this.objects.length, this.#names.take(key), key, kind, context);
      this.objects.push(object);
      this.#objectsByKey.set(key, object);
      make(object);
    }
    return object;
  }

  /** The prototype object of a built-in class, e.g. `Array`. */
  builtinPrototype(name: string): AbstractObject {
    const object = this.classObject(this.program.runtimeClass(name)).prototype;
    if (object === undefined) throw new Error(`built-in class ${name} has no prototype object`);
    return object;
  }

  /** The prototype object of a built-in class if anything reached that class. */
  knownPrototype(name: string): AbstractObject | undefined {
    for (const object of this.classesUsed) {
      const info = object.class;
      if (info !== undefined && publicName(info) === name && info === this.program.runtimeClass(name)) {
        return object.prototype;
      }
    }
    return undefined;
  }

  /** The constructor object of a class, with its prototype object and members. */
  classObject(info: ClassInfo): AbstractObject {
    const known = this.#classObjects.get(info);
    if (known !== undefined) return known;
    const object = this.object(`class ${info.key}`, 'class', '', (o) => {
      o.class = info;
      o.fn = info.construct;
    });
    this.#classObjects.set(info, object);
    this.classesUsed.push(object);
    const base = info.base === undefined ? undefined : this.classObject(info.base);
    object.base = base;
    const prototype = this.object(`prototype ${info.key}`, 'prototype', '', (o) => {
      o.class = info;
    });
    object.prototype = prototype;
    if (base !== undefined) {
      object.proto = base;
      prototype.proto = base.prototype;
    } else {
      if (!info.derived && info.key !== this.program.runtimeClass('Object').key) {
        prototype.proto = this.builtinPrototype('Object');
      }
      if (info.key !== this.program.runtimeClass('Function').key)
        object.proto = this.builtinPrototype(isNamespace(object) ? 'Object' : 'Function');
    }
    if (hasConstructorProperty(info)) {
      const constructorField = prototype.field('constructor');
      constructorField.enumerable = false;
      constructorField.method = object;
      this.write(constructorField, ofObject(object));
    }
    const prototypeField = object.field('prototype');
    prototypeField.enumerable = false;
    this.write(prototypeField, ofObject(prototype));
    this.write(object.field('name'), ofConstant(publicName(info)));
    this.write(object.field('length'), ofConstant(info.construct.length));
    if (isNamespace(object)) {
      const tag = object.field(symbolKey('toStringTag'));
      tag.enumerable = false;
      tag.constant = publicName(info);
      this.write(tag, ofConstant(tag.constant));
    }
    for (const member of info.members) {
      if (member.fn === undefined || member.name === undefined) continue;
      this.addMember(member.isStatic ? object : prototype, member.name, member.kind, member.fn);
    }
    return object;
  }

  /** Puts a method or half an accessor on a class or prototype object; returns its function object. */
  addMember(holder: AbstractObject, name: string, kind: string, fn: FunctionIr): AbstractObject {
    const method = this.functionObject(sharedWith(this.program, holder.class, name) ?? fn);
    const constantName = prototypeConstantName(name);
    if (constantName !== undefined) {
      const constant = holder.field(constantName);
      constant.enumerable = false;
      constant.constant = constantOf(fn);
      this.write(constant, ofConstant(constant.constant));
      return method;
    }
    const field = holder.field(name);
    field.enumerable = false;
    field.isDeclaredAccessor ||= kind === 'get' || kind === 'set';
    if (kind === 'get') field.getter = method;
    else if (kind === 'set') field.setter = method;
    else {
      field.method = method;
      if (!field.type.objects.includes(method)) this.write(field, ofObject(method));
    }
    if (!field.present) {
      field.present = true;
      for (const reader of field.readers) this.enqueue(reader);
      for (const reader of holder.fieldReaders) this.enqueue(reader);
      this.unknown.byName.gained(field);
    }
    return method;
  }

  /** The one function object of a function without captures, or of a class member. */
  functionObject(fn: FunctionIr): AbstractObject {
    const known = this.#functionObjects.get(fn);
    if (known !== undefined) return known;
    const object = this.makeFunctionObject(fn, `function ${fn.key}`, '');
    object.isStatic = true;
    this.#functionObjects.set(fn, object);
    return object;
  }

  makeFunctionObject(fn: FunctionIr, key: string, context: string): AbstractObject {
    return this.object(key, 'function', context, (o) => {
      o.fn = fn;
      o.proto = this.builtinPrototype(functionClass(fn));
      o.field('name').enumerable = false;
      this.write(o.field('name'), ofConstant(fn.name));
      this.write(o.field('length'), ofConstant(fn.length));
      for (const _ of fn.captures) o.captures.push(new Field());
      if (fn.isConstructor) {
        const prototype = this.object(`prototype of ${key}`, 'prototype', context, (p) => {
          p.proto = this.builtinPrototype('Object');
        });
        const constructorField = prototype.field('constructor');
        constructorField.enumerable = false;
        constructorField.method = o;
        this.write(constructorField, ofObject(o));
        o.prototype = prototype;
        const field = o.field('prototype');
        field.enumerable = false;
        this.write(field, ofObject(prototype));
        this.replacedPrototypes.watch(o);
      }
    });
  }

  /** The abstract instance of a class for given type arguments. */
  instanceObject(classObject: AbstractObject, typeArguments: string, context: string): AbstractObject {
    const info = classObject.class;
    const name = info?.key ?? classObject.key;
    const generic = this.hasSeveralInstances(info);
    const suffix = generic ? `<${typeArguments}>${context === '' ? '' : `@${context}`}` : '';
    return this.object(`instance ${name}${suffix}`, 'instance', generic ? `${name}${suffix}` : '', (o) => {
      o.class = info;
      o.base = classObject;
      o.proto = classObject.prototype;
      if (classObject.kind === 'function') this.replacedPrototypes.made(classObject, o);
      for (let b: AbstractObject | undefined = classObject.base; b !== undefined; b = b.base)
        if (b.kind === 'function') this.#extend(o);
      const places = info === undefined ? undefined : placesOf(info);
      for (let c = info; c !== undefined; c = c.base) {
        if (!c.trusted)
          for (const early of earlyFields(c)) if (places?.has(early)) this.write(o.field(early), UNDEFINED);
        this.#registerInstance(c, o);
      }
    });
  }

  /** A class extends a function: to its instances that adds what it likes, and before what the class itself defines. */
  extendFunction(classObject: AbstractObject, base: AbstractObject, reader: FunctionInstance): void {
    if (classObject.prototype !== undefined) this.replacedPrototypes.made(base, classObject.prototype);
    for (const made of this.instancesOf(classObject.class?.key ?? '', reader)) this.#extend(made);
  }

  #extend(instance: AbstractObject): void {
    instance.extendsFunction = true;
    this.open(instance);
  }

  /** The abstract array for an element hint: arrays declared alike share one, within a context. */
  arrayObject(elementHint: string, context: string): AbstractObject {
    const suffix = context === '' ? '' : `@${context}`;
    return this.object(`array ${elementHint}${suffix}`, 'array', context, (o) => {
      o.class = this.program.runtimeClass('Array');
      o.proto = this.builtinPrototype('Array');
    });
  }

  /** The `arguments` object that a function makes (ECMA-262 10.4.4): iterated as an array is, and no array otherwise. */
  argumentsObject(site: string, context: string): AbstractObject {
    return this.object(`arguments ${site}`, 'array', context, (o) => {
      o.isArguments = true;
      o.proto = this.builtinPrototype('Object');
      const values = this.program.runtimeClass('Array').members.find((m) => m.name === 'values');
      if (values?.fn !== undefined) this.addMember(o, symbolKey('iterator'), 'method', values.fn);
    });
  }

  #registerInstance(info: ClassInfo, object: AbstractObject): void {
    const entry = this.#instancesOf(info.key);
    entry.objects.push(object);
    for (const reader of entry.readers) this.enqueue(reader);
  }

  #instancesOf(key: string): { objects: AbstractObject[]; readers: Set<FunctionInstance> } {
    let entry = this.#instanceObjectsOf.get(key);
    if (entry === undefined) {
      entry = { objects: [], readers: new Set() };
      this.#instanceObjectsOf.set(key, entry);
    }
    return entry;
  }

  /** Every instance of a class or its subclasses that exists so far. */
  instancesOf(key: string, reader: FunctionInstance): readonly AbstractObject[] {
    const entry = this.#instancesOf(key);
    entry.readers.add(reader);
    return entry.objects;
  }

  // ── function instances ─────────────────────────────────────────────────────────────────────────────────────────

  instance(
    fn: FunctionIr,
    context: string,
    closure: AbstractObject | undefined,
    depth: number,
    home?: AbstractObject,
  ): FunctionInstance {
    const ctx = depth > MAX_DEPTH ? '' : context;
    const byClosure = entryOf(this.#instancesOfFunction, fn);
    const byContext = entryOf(byClosure, closure);
    const known = byContext.get(ctx);
    if (known !== undefined) return known;
    const key = `${fn.key}|${closure?.number ?? ''}|${ctx}`;
    let instance = this.#instancesByKey.get(key);
    if (instance === undefined) {
      this.#prepare(fn);
      instance = new FunctionInstance(this.instances.length, this.#names.take(key), fn, ctx, closure, depth);
      instance.home = home;
      this.instances.push(instance);
      this.#instancesByKey.set(key, instance);
      this.enqueue(instance);
    }
    byContext.set(ctx, instance);
    return instance;
  }

  /** Lowers a function when it is first reached; async functions and generators become state machines. */
  #prepare(fn: FunctionIr): void {
    fn.ensureLowered();
    if ((fn.isAsync || fn.isGenerator) && fn.blocks.length > 0) makeStateMachine(fn, this.program);
  }

  /** The instance behind a function object's boxed entry, if anything calls it so. */
  findInstance(fn: FunctionIr, object: AbstractObject): FunctionInstance | undefined {
    return this.#instancesByKey.get(`${fn.key}|${fn.captures.length > 0 ? object.number : ''}|`);
  }

  hasWork(): boolean {
    return this.#queue.length + this.#round.length > 0;
  }

  /** The greatest type that a declaration allows, as a proof (trusted rooms): meets `type` with the hint. */
  meet(type: Type, hint: Hint | undefined, reader: FunctionInstance): Type {
    // A function type is no proof: built-ins check what is callable themselves (layout/natives.ts).
    if (hint === undefined || (hint.prims & P_FUNCTION) !== 0) return type;
    const allowed = hint.classes;
    const prims = ofPrims(hint.prims).prims;
    let met = narrow(
      type,
      prims,
      (o) => (hint.prims & P_OBJECT) !== 0 || o.kind === 'function' || o.kind === 'class',
    );
    if ((hint.prims & P_OBJECT) === 0) met = withoutOpaque(met);
    if (met.opaque && allowed !== undefined && allowed.length > 0) {
      let found = withoutOpaque(met);
      for (const ref of allowed) {
        if (isRawClass(ref.key)) return met;
        const candidates =
          ref.members === undefined
            ? this.instancesOf(ref.key, reader)
            : this.unknown.conforming(ref.members, reader);
        for (const o of candidates) found = join(found, ofObject(o));
      }
      met = this.settle(found);
    }
    return met;
  }

  /** Runs the reader again when the object gets another property. */
  watchFields(object: AbstractObject, reader: FunctionInstance): void {
    object.fieldReaders.add(reader);
  }

  /** The object's slots can't be trusted to stay: a computed key, delete or defineProperty reaches it. */
  open(object: AbstractObject): void {
    if (object.open) return;
    object.open = true;
    for (const reader of object.fieldReaders) this.enqueue(reader);
  }

  /** Is there a place for the property from the beginning, in a fixed order: in literals, in what constructors and classes define? */
  isLaidOut(object: AbstractObject, name: string): boolean {
    if (object.kind === 'literal') return object.keys.includes(name);
    if (object.kind === 'class') {
      return object.class?.members.some((m) => m.isStatic && m.name === name) === true;
    }
    if (object.kind !== 'instance') return false;
    if (object.extendsFunction) return isPrivateName(name);
    if (hiddenFields(object).includes(name)) return true;
    return object.class === undefined
      ? assignedAtFirst(object).includes(name)
      : placesOf(object.class).has(name);
  }

  newField(): Field {
    return new Field();
  }

  /** What ToPropertyKey leaves as it is besides strings: symbols, and numbers that stay indices. */
  keyPrims(type: Type): Type {
    return ofPrims(type.prims & (P_SYMBOL | P_NUMBER));
  }

  siteObject(
    f: FunctionInstance,
    instr: Instr,
    kind: ObjectKind,
    make: (o: AbstractObject) => void,
  ): AbstractObject {
    let object = f.sites.get(instr);
    if (object === undefined) {
      const context = `${f.number}:${instr.id}`;
      object = this.object(`${kind} ${context}`, kind, context, make);
      f.sites.set(instr, object);
    }
    return object;
  }
}
