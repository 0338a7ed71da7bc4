/**
 * What inference follows: abstract objects (one stands for all objects made at a place, or of a class), their fields,
 * and function instances (a function analysed for one context).
 */

import type { Block, ClassInfo, FunctionIr, Instr } from '../../ir/ir.ts';
import type { IrType } from '../../ir/types.ts';
import { nativeRow } from '../../layout/natives.ts';
import type { Place } from './apart.ts';
import { NEVER, type Type } from './type.ts';

/** A place that values flow through: a property, an element, a parameter, a result, a variable. */
export class Field {
  type: Type = NEVER;
  /** Function instances whose types depend on this one. */
  readonly readers = new Set<FunctionInstance>();
  /** What else is told of each type that it grows to. */
  readonly watchers: ((type: Type) => void)[] = [];
  /** An accessor instead of a value. */
  getter: AbstractObject | undefined;
  setter: AbstractObject | undefined;
  /** A class declares that accessor: it is there from the beginning. */
  isDeclaredAccessor = false;
  /** The method that a class puts here, whatever is written over it later. */
  method: AbstractObject | undefined;
  /** The value that a prototype of a built-in has from the beginning (`get $prototype$NAME`, layout/natives.ts). */
  constant: string | number | undefined;
  /** Something defines or writes it (else it was only asked for). */
  present = false;
  /** Written by a property write or definition outside the literal or constructor that lays it out. */
  dynamic = false;
  enumerable = true;
  /** What is in it escapes: somebody unknown reads it. */
  escapes = false;
  /** The object it belongs to, and the property's name there; elements have none. */
  owner: AbstractObject | undefined;
  name: string | undefined;
}

/** Is the field there only if something puts it there while the program runs? */
export function mayBeAbsent(object: AbstractObject, name: string, field: Field): boolean {
  return field.dynamic || hiddenFields(object).includes(name);
}

/** The `name` of a class: a built-in `MapGlobal` is Map for programs (layout/natives.ts). */
export function publicName(info: ClassInfo): string {
  return info.trusted && info.name.endsWith('Global') ? info.name.slice(0, -'Global'.length) : info.name;
}

/** A function, or a class; `Math` and its kin are written as classes and are neither. */
export function isCallable(object: AbstractObject): boolean {
  return object.kind === 'function' || (object.kind === 'class' && !isNamespace(object));
}

/** `Math`, `JSON`, `Reflect`: objects whose methods are static members of a class in os/runtime. */
export function isNamespace(object: AbstractObject): boolean {
  const info = object.kind === 'class' ? object.class : undefined;
  return info?.trusted === true && nativeRow(publicName(info))?.kind === 'namespace';
}

/** Properties of errors that aren't enumerable, and absent until they are assigned. */
export function hiddenFields(object: AbstractObject): readonly string[] {
  if (object.kind !== 'instance') return [];
  for (let c = object.class; c !== undefined; c = c.base)
    if (c.native !== undefined) return nativeRow(c.native)?.hidden ?? [];
  return [];
}

export type ObjectKind =
  | 'instance'
  | 'literal'
  | 'array'
  | 'function'
  | 'class'
  | 'prototype'
  | 'cell'
  | 'frame'
  | 'iterator';

export class AbstractObject {
  /** The order in which objects were found. */
  readonly id: number;
  /** Stands for `key` in other keys and in symbols (stable-name.ts). */
  readonly number: number;
  readonly key: string;
  readonly kind: ObjectKind;
  readonly fields = new Map<string, Field>();
  /** Names of those that are dynamic, in the order of the assignments. */
  readonly added = new Set<string>();
  /** Elements of arrays; values under computed keys of other objects. */
  readonly elements = new Field();
  /** Function instances that enumerate its properties. */
  readonly fieldReaders = new Set<FunctionInstance>();
  proto: AbstractObject | undefined;
  /** Instances: their class. Class objects and prototypes: the class they belong to. */
  class: ClassInfo | undefined;
  /** Functions. */
  fn: FunctionIr | undefined;
  readonly captures: Field[] = [];
  /** Functions: how many contexts deep what made it is. Its own calls go on from there, so that contexts end (World.instance). */
  depth = 0;
  /** Where a context-sensitive copy was made; part of the contexts of what it creates. */
  context: string;
  /** Class objects: the prototype object of their instances, and the base. */
  prototype: AbstractObject | undefined;
  base: AbstractObject | undefined;
  /** Frames: slots that hold machine integers or bools. */
  readonly machineSlots = new Map<string, IrType>();
  /** Literals: the property names in order. */
  keys: readonly string[] = [];
  /** Computed keys, delete or defineProperty reach it: slots are boxed and checked. */
  open = false;
  /** `Object.defineProperty` or its like reaches it: any of its properties may be an accessor that nobody named. */
  accessors = false;
  /** Somebody gives it another prototype, which may be any object that escaped. */
  prototypeChanges = false;
  /** An instance of a class that extends a function: that adds its properties first, so that only private members have places. */
  extendsFunction = false;
  /** Properties of some unknown object were copied to it: under each name it may have what such an object has. */
  copiesUnknown = false;
  /** It flowed where inference no longer follows single objects. */
  escaped = false;
  /** An `arguments` object: laid out as an array, and none for programs. */
  isArguments = false;
  /** A class that is used where it may not have been evaluated. */
  usedEarly = false;
  /** A function of which there is one object, in the image: a member of a class, or a function without captures. */
  isStatic = false;
  /** A function that is called where it isn't the only possible callee, or by the runtime. */
  needsBoxedEntry = false;
  /** The operations of the program that make it, by their key. */
  readonly places = new Map<Instr, Place>();
  /** It is kept apart from others of its class, or other arrays, by its place (apart.ts). */
  isApart = false;
  /** The container on whose behalf it was made: instances that are kept apart, closures. */
  home: AbstractObject | undefined;

  constructor(id: number, number: number, key: string, kind: ObjectKind, context: string) {
    this.id = id;
    this.number = number;
    this.key = key;
    this.kind = kind;
    this.context = context;
    this.elements.owner = this;
  }

  /** The own property record, made on first use. */
  field(name: string): Field {
    let field = this.fields.get(name);
    if (field === undefined) {
      field = new Field();
      field.owner = this;
      field.name = name;
      this.fields.set(name, field);
    }
    return field;
  }

  /** Something outside of the literal or constructor that lays fields out writes this one. */
  add(name: string): Field {
    const field = this.field(name);
    field.dynamic = true;
    this.added.add(name);
    return field;
  }
}

/** A function with the types of one context. */
export class FunctionInstance {
  /** The order in which instances were found. */
  readonly id: number;
  /** Stands for function, closure and context in keys and in symbols (stable-name.ts). */
  readonly number: number;
  readonly fn: FunctionIr;
  readonly context: string;
  /** The function object whose captures it reads; undefined for functions without. */
  readonly closure: AbstractObject | undefined;
  readonly depth: number;
  readonly params: Field[] = [];
  readonly thisField = new Field();
  readonly newTarget = new Field();
  /** Arguments beyond the declared parameters, joined (rest arrays, `arguments`). */
  readonly extra = new Field();
  readonly result = new Field();
  /** Type of each instruction, by Instr.id. */
  readonly types: Type[] = [];
  /** For bool instructions: bit 0 may be false, bit 1 may be true. */
  readonly truth: number[] = [];
  readonly reached = new Set<Block>();
  /** What may arrive where declarations promise less: checked there. */
  readonly assumed = new Map<Instr, Type>();
  /** Objects created here, by instruction. */
  readonly sites = new Map<Instr, AbstractObject>();
  /** Callees by instruction; what selection dispatches on. */
  readonly targets = new Map<Instr, Set<FunctionInstance>>();
  /** The container whose method it is, or on whose behalf it runs (apart.ts). */
  home: AbstractObject | undefined;
  throws = false;
  queued = false;
  /** The boxed entry is wanted (the runtime calls it, or a site with several callees). */
  boxedEntry = false;
  /** The program itself calls it, or somebody unknown: what its parameters declare is no proof. */
  calledByProgram = false;
  /** Called with `new` where the constructor isn't known. */
  boxedConstruct = false;

  constructor(
    id: number,
    number: number,
    fn: FunctionIr,
    context: string,
    closure: AbstractObject | undefined,
    depth: number,
  ) {
    this.id = id;
    this.number = number;
    this.fn = fn;
    this.context = context;
    this.closure = closure;
    this.depth = depth;
    for (const _ of fn.params) this.params.push(new Field());
  }
}
