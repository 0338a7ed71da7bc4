/**
 * Constructor functions whose `prototype` may be another object than the one that they come with: `F.prototype = { … }`,
 * `Sub.prototype = Object.create(Base.prototype)`. `new F` looks there when it runs (ECMA-262 10.1.14), so what it makes gets a
 * prototype that isn't known, as `Object.setPrototypeOf` would give it one. Of other functions `new` knows the prototype; classes have
 * a `prototype` that nobody can write.
 */
import type { AbstractObject } from './objects.ts';
import { isNever, type Type } from './type.ts';
import type { World } from './world.ts';

export class ReplacedPrototypes {
  readonly #w: World;
  readonly #replaced = new Set<AbstractObject>();
  readonly #instances = new Map<AbstractObject, Set<AbstractObject>>();

  constructor(world: World) {
    this.#w = world;
  }

  /** May `new` of this function find another prototype than the function's own? */
  has(constructor: AbstractObject): boolean {
    return this.#replaced.has(constructor);
  }

  /** Begins to look at what is written to a function that is a constructor. */
  watch(constructor: AbstractObject): void {
    const field = constructor.field('prototype');
    field.watchers.push((type) => {
      if (!isOwn(type, constructor)) this.#replace(constructor);
    });
    // What is written under a name that isn't known may be written to `prototype`.
    constructor.elements.watchers.push((type) => {
      if (!isNever(type)) this.#replace(constructor);
    });
  }

  /** A function constructs this object, or is the base of what does. */
  made(constructor: AbstractObject, instance: AbstractObject): void {
    const known = this.#instances.get(constructor) ?? new Set();
    this.#instances.set(constructor, known.add(instance));
    if (this.has(constructor)) this.#loosen(instance);
  }

  #replace(constructor: AbstractObject): void {
    if (this.has(constructor)) return;
    this.#replaced.add(constructor);
    const field = constructor.field('prototype');
    // Whoever finds a property of an instance may find it there.
    field.escapes = true;
    this.#w.unknown.escapeAll(field.type);
    for (const instance of this.#instances.get(constructor) ?? []) this.#loosen(instance);
  }

  #loosen(instance: AbstractObject): void {
    this.#w.open(instance);
    this.#w.unknown.changePrototype(instance);
    // What is found there is called on it.
    this.#w.unknown.escape(instance);
  }
}

function isOwn(type: Type, { prototype }: AbstractObject): boolean {
  return type.prims === 0 && !type.opaque && type.objects.every((o) => o === prototype);
}
