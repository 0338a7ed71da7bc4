/**
 * Containers without type parameters, as JavaScript has them: one class `Vector` holds numbers here and tasks there. Where inference finds that
 * values of several kinds meet in an array, or in a field of a class, of the program's JavaScript, it begins again and keeps arrays and
 * instances made at different places apart, as those of `Vector<number>` and `Vector<Task>` are, and methods with them. In the end it puts
 * together again what turned out to be alike (groups.ts), so that only what differs is copied.
 *
 * What to keep apart is found by guesses: inferences in which nothing escapes, since one value that is lost sight of makes everything look
 * mixed. They decide nothing else, so they need not be right.
 *
 * An instance made by a method of its own class, or on behalf of one, belongs to the container of that one: lists and trees whose nodes make
 * nodes end there.
 */
import { type ClassInfo, type FunctionIr, type Instr, isStaticMember, type Program } from '../../ir/ir.ts';
import { P_BIGINT, P_BOOLEAN, P_NUMBER, P_STRING, P_SYMBOL } from '../../ir/types.ts';
import { groupAlike } from './groups.ts';
import type { AbstractObject, FunctionInstance } from './objects.ts';
import { isOs } from './rooms.ts';
import { hasObjects, type Type } from './type.ts';
import { World } from './world.ts';

/** What is kept apart. */
export interface Apart {
  /** Classes, by key, whose instances are kept apart by the places that make them. */
  readonly classes: ReadonlySet<string>;
  /** Operations that make arrays which are kept apart. */
  readonly arrays: ReadonlySet<Instr>;
  /** Functions that make any of these for their callers: analysed for each call. */
  readonly makers: ReadonlySet<FunctionIr>;
  /** The key that stands for the keys of objects that are alike. */
  readonly same: ReadonlyMap<string, string>;
  /** Only what is `final` is compiled. In a `guess` nothing escapes, and all calls are kept apart, however many there are at a place. */
  readonly stage: 'guess' | 'final';
}

export const TOGETHER: Apart = {
  classes: new Set(),
  arrays: new Set(),
  makers: new Set(),
  same: new Map(),
  stage: 'final',
};

/** A place of the program that makes objects. */
export interface Place {
  readonly instr: Instr;
  readonly fn: FunctionIr;
}

/** More classes and places than that aren't kept apart: a program of that size would take too long to compile. */
const MAX_APART = 400;

/** The instance that a `new` in this function belongs to the container of: one of the same class. */
export function sharedContainer(
  f: FunctionInstance,
  constructor: AbstractObject,
): AbstractObject | undefined {
  for (let o = f.home; o !== undefined; o = o.home) if (o.class === constructor.class) return o;
  return undefined;
}

/** What is worth keeping apart, as far as one inference can tell, besides what it kept apart; undefined: nothing more. */
function mixedContainers(world: World): Apart | undefined {
  for (const step of STEPS) {
    const more = new Search(world, step).more();
    if (more !== undefined) return more;
  }
  return undefined;
}

/**
 * In this order, each as long as it finds anything: arrays of a module by their places, classes whose methods make arrays, classes with mixed
 * fields, arrays that one container makes at several places. What only was mixed because something else was has no part in it then.
 */
const STEPS = ['arrays', 'makers of arrays', 'fields', 'arrays of containers'] as const;

type Step = (typeof STEPS)[number];

/** The search for one kind of containers in a solved world. */
class Search {
  readonly #world: World;
  readonly #step: Step;
  readonly #classes = new Set<ClassInfo>();
  readonly #arrays: Set<Instr>;
  readonly #makers: Set<FunctionIr>;
  readonly #instances = new Map<ClassInfo, AbstractObject[]>();

  constructor(world: World, step: Step) {
    this.#world = world;
    this.#step = step;
    this.#arrays = new Set(world.apart.arrays);
    this.#makers = new Set(world.apart.makers);
  }

  more(): Apart | undefined {
    const { apart, objects } = this.#world;
    for (const o of objects) this.#seeInstance(o);
    for (const o of objects)
      if (o.kind === 'array' && isMixed(this.#world, o.elements.type)) this.#seeMixedArray(o);
    this.#close();
    const isMore =
      this.#classes.size > apart.classes.size ||
      this.#makers.size > apart.makers.size ||
      [...this.#arrays].some((instr) => !apart.arrays.has(instr));
    if (!isMore || this.#arrays.size + this.#classes.size > MAX_APART) return undefined;
    const classes = new Set([...this.#classes].map((info) => info.key));
    return { ...apart, classes, arrays: this.#arrays, makers: this.#makers };
  }

  #seeInstance(object: AbstractObject): void {
    const info = object.kind === 'instance' ? object.class : undefined;
    if (info === undefined || !isJavaScript(info.key)) return;
    const instances = this.#instances.get(info) ?? [];
    instances.push(object);
    this.#instances.set(info, instances);
    const isFound = this.#step === 'fields' && !info.generic && hasMixedField(this.#world, object);
    if (isFound || this.#world.apart.classes.has(info.key)) this.#classes.add(info);
  }

  #seeMixedArray(array: AbstractObject): void {
    const { apart, program } = this.#world;
    const places = [...array.places.values()].filter(({ fn }) => isJavaScript(fn.key));
    if (this.#step === 'makers of arrays') for (const place of places) this.#made(place, array);
    if (places.length < 2) return;
    for (const { instr, fn } of places) {
      const info = enclosingClass(program, fn);
      const isInContainer = info !== undefined && apart.classes.has(info.key);
      if (isInContainer ? this.#step === 'arrays of containers' : this.#step === 'arrays')
        this.#arrays.add(instr);
    }
  }

  /** A class that keeps what its methods make is told apart with it, and what a function gives its callers is told apart by them. */
  #made({ fn }: Place, object: AbstractObject): void {
    const info = enclosingClass(this.#world.program, fn);
    if (info === undefined) {
      if (fn.kind !== 'module' && returns(this.#world, fn, object)) this.#makers.add(fn);
    } else if (!info.generic && this.#instances.get(info)?.some((o) => keeps(o, object)) === true)
      this.#classes.add(info);
  }

  #close(): void {
    const { apart, objects, program } = this.#world;
    const related = relatives([...this.#instances.keys()]);
    // The set grows while it is gone through, and what is added is gone through too.
    for (const info of this.#classes) {
      for (const relative of related.get(info) ?? []) this.#classes.add(relative);
      for (const o of this.#instances.get(info) ?? [])
        for (const place of o.places.values()) this.#made(place, o);
    }
    // What methods of a container make is apart with it.
    for (const o of objects) {
      if (o.kind !== 'array') continue;
      for (const { instr, fn } of o.places.values()) {
        const info = enclosingClass(program, fn);
        const isNew = info !== undefined && this.#classes.has(info) && !apart.classes.has(info.key);
        if (isNew) this.#arrays.delete(instr);
      }
    }
  }
}

/** Is the made object in a field, or in an array in a field? */
function keeps(object: AbstractObject, made: AbstractObject): boolean {
  for (const { present, type } of object.fields.values()) {
    if (!present) continue;
    if (type.objects.includes(made)) return true;
    if (type.objects.some((o) => o.kind === 'array' && o.elements.type.objects.includes(made))) return true;
  }
  return false;
}

function hasMixedField(world: World, object: AbstractObject): boolean {
  for (const field of object.fields.values())
    if (field.present && hasObjects(field.type) && isMixed(world, field.type)) return true;
  return false;
}

/** Types say more in TypeScript: what is mixed there is meant to be. */
function isJavaScript(key: string): boolean {
  return /^[^:]*\.[cm]?js(:|$)/.test(key) && !isOs(key);
}

/** How often more containers are kept apart. */
const MAX_GUESSES = 8;

/** How many times the effort of the first inference a guess may take. */
const MAX_EFFORT = 2;

/** Worlds in which more is apart, each for what the one before showed. */
export class Separation {
  #guesses = 0;
  #state: 'first' | 'guess' | 'final' = 'first';
  #first: World | undefined;

  /** The world to solve instead of this solved one; undefined: it stays. */
  next(world: World): World | undefined {
    const { program, apart } = world;
    switch (this.#state) {
      case 'first':
        if (mixedContainers(world) === undefined) return undefined;
        this.#state = 'guess';
        this.#first = world;
        return this.#guess(world, { ...TOGETHER, stage: 'guess' });
      case 'guess': {
        if (world.isGivenUp) {
          this.#state = 'final';
          return this.#first;
        }
        this.#guesses++;
        const more = this.#guesses > MAX_GUESSES ? undefined : mixedContainers(world);
        if (more !== undefined) return this.#guess(world, more);
        this.#state = 'final';
        return new World(program, { ...apart, same: groupAlike(world.objects), stage: 'final' });
      }
      case 'final':
        return undefined;
    }
  }

  /** A guess that takes much longer than the first inference is given up, and nothing is kept apart. */
  #guess({ program }: World, apart: Apart): World {
    return new World(program, apart, MAX_EFFORT * (this.#first?.effort ?? 0));
  }
}

/** Do values of several kinds meet there, besides null and undefined? */
function isMixed(world: World, type: Type): boolean {
  if (type.opaque && world.apart.stage !== 'guess') return true;
  const kinds = new Set<string | number>();
  if (!type.opaque)
    for (const kind of [P_NUMBER, P_STRING, P_BOOLEAN, P_BIGINT, P_SYMBOL])
      if ((type.prims & kind) !== 0) kinds.add(kind);
  for (const o of type.objects) kinds.add(kindOf(o));
  return kinds.size > 1;
}

/** Instances of one class of the program and of those that extend it are of one kind, arrays too, and functions. */
function kindOf(object: AbstractObject): string {
  if (object.kind !== 'instance') return object.kind === 'class' ? 'function' : object.kind;
  let { class: info } = object;
  while (info?.base !== undefined && !isOs(info.base.key)) info = info.base;
  return info?.key ?? object.key;
}

/** Of each class, those that it extends and that extend it. */
function relatives(infos: readonly ClassInfo[]): ReadonlyMap<ClassInfo, ReadonlySet<ClassInfo>> {
  const out = new Map<ClassInfo, Set<ClassInfo>>();
  const add = (a: ClassInfo, b: ClassInfo): void => {
    const set = out.get(a) ?? new Set();
    set.add(b);
    out.set(a, set);
  };
  for (const info of infos) {
    for (let { base } = info; base !== undefined && isJavaScript(base.key); base = base.base) {
      add(info, base);
      add(base, info);
    }
  }
  return out;
}

/** The class whose method or constructor a function is, or lies in. Static members belong to no instance. */
function enclosingClass(program: Program, fn: FunctionIr): ClassInfo | undefined {
  if (fn.owner !== undefined) return isStaticMember(fn) ? undefined : fn.owner;
  for (let key = fn.key; key.includes('.', key.indexOf(':')); ) {
    key = key.slice(0, key.lastIndexOf('.'));
    const info = program.classByKey(key);
    if (info !== undefined) return info;
  }
  return undefined;
}

function returns(world: World, fn: FunctionIr, object: AbstractObject): boolean {
  return world.instances.some(
    (f) => f.fn === fn && (f.result.type.opaque || f.result.type.objects.includes(object)),
  );
}
