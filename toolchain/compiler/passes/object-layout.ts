/**
 * After inference: where each abstract object keeps its properties. Closed objects have raw typed slots right behind the
 * header; open ones (computed keys, delete, properties that no constructor lays out) have boxed slots behind the pointer
 * to their extra slots. A class and its subclasses agree on the slots they share, so that one load serves them all.
 */
import type { ClassInfo } from '../ir/ir.ts';
import { isPrivateName } from '../ir/names.ts';
import type { IrType } from '../ir/types.ts';
import { FUNCTION_CAPTURES } from '../layout/objects.ts';
import { HEADER_SIZE } from '../layout/values.ts';
import { mayPoint, type Rep, repOf } from '../llvm/rep.ts';
import { type AddedField, addedFields } from './inference/added-fields.ts';
import { assignedAtFirst, assignedInConstructor, chainOfClass, placesOf } from './inference/construction.ts';
import { type AbstractObject, hiddenFields, mayBeAbsent } from './inference/objects.ts';
import { families } from './inference/openness.ts';
import { nativeOf } from './inference/properties.ts';
import { join, NEVER, type Type } from './inference/type.ts';
import type { World } from './inference/world.ts';

export interface Slot {
  readonly name: string;
  readonly offset: number;
  readonly rep: Rep;
  readonly enumerable: boolean;
  /** Holds a hole until something puts the property there. */
  readonly mayBeAbsent: boolean;
  /** The number of a property that is added to a closed object while the program runs (inference/added-fields.ts). */
  readonly added?: number;
  /** Private names: found by private operations only. */
  readonly hidden: boolean;
  /** May hold a pointer to a heap object, as far as the types of what is written go. */
  readonly mayPoint: boolean;
}

/** A property that is to have a slot. */
interface Named {
  readonly name: string;
  readonly type: IrType;
  readonly enumerable: boolean;
  readonly added?: number;
}

export interface ObjectLayout {
  readonly open: boolean;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly sizeBytes: number;
  /** Bit i: the word at 8 + 8·i holds a boxed word or pointer. */
  readonly pointerMap: bigint;
}

/** First bytes of instances with a native layout, before the fields that TypeScript declares. */
export interface NativeHeader {
  readonly sizeBytes: number;
  readonly pointerMap: bigint;
}

export class Layouts {
  readonly #natives: ReadonlyMap<string, NativeHeader>;
  readonly #layouts = new Map<AbstractObject, ObjectLayout>();
  readonly #families = new Map<AbstractObject, Map<string, Type>>();
  readonly #added = new Map<AbstractObject, readonly AddedField[]>();

  constructor(world: World, natives: ReadonlyMap<string, NativeHeader>) {
    this.#natives = natives;
    for (const instances of families(world.objects).values()) {
      const types = typesOf(instances);
      const added = instances.some((o) => o.added.size > 0) ? addedFields(instances) : undefined;
      for (const o of instances) {
        this.#families.set(o, types);
        if (added !== undefined) this.#added.set(o, added);
      }
    }
  }

  of(object: AbstractObject): ObjectLayout {
    let layout = this.#layouts.get(object);
    if (layout === undefined) {
      layout = this.#make(object);
      this.#layouts.set(object, layout);
    }
    return layout;
  }

  #make(object: AbstractObject): ObjectLayout {
    switch (object.kind) {
      case 'instance':
        return object.class === undefined ? this.#constructed(object) : this.#instance(object, object.class);
      case 'literal':
        return this.#literal(object);
      case 'frame':
        return this.#frame(object);
      case 'class':
      case 'function':
        return this.#callable(object);
      default:
        return this.#ordinary([], true, new Map());
    }
  }

  #instance(object: AbstractObject, info: ClassInfo): ObjectLayout {
    const family = this.#families.get(object);
    const native = nativeOf(object);
    const header = native === undefined ? undefined : this.#natives.get(native);
    const names: Named[] = [];
    const hidden = hiddenFields(object);
    for (const name of hidden) {
      if (object.fields.get(name)?.present === true) names.push({ name, type: 'js', enumerable: false });
    }
    const added = object.open ? [] : (this.#added.get(object) ?? []);
    const places = placesOf(info);
    for (const c of chainOfClass(info)) {
      const add = (name: string, type: IrType): void => {
        if (!places.has(name)) return;
        if (object.extendsFunction && !isPrivateName(name)) return;
        if (names.every((n) => n.name !== name))
          names.push({ name, type, enumerable: object.field(name).enumerable });
      };
      for (const m of c.members)
        if (m.kind === 'field' && !m.isStatic && m.name !== undefined) add(m.name, m.type);
      for (const name of assignedInConstructor(c)) add(name, 'js');
      for (const { name, number, owner } of added)
        if (owner === c) names.push({ name, type: 'js', enumerable: true, added: number });
    }
    const used = names.filter((n) => n.type !== 'js' || family?.has(n.name) === true);
    return this.#ordinary(used, object.open, family ?? new Map(), header, hidden);
  }

  /** An instance of a constructor function. */
  #constructed(object: AbstractObject): ObjectLayout {
    if (object.open) return this.#ordinary([], true, new Map());
    const family = this.#families.get(object) ?? new Map<string, Type>();
    const names: Named[] = [];
    for (const name of assignedAtFirst(object)) names.push({ name, type: 'js', enumerable: true });
    for (const { name, number } of this.#added.get(object) ?? [])
      names.push({ name, type: 'js', enumerable: true, added: number });
    return this.#ordinary(
      names.filter(({ name }) => family.has(name)),
      false,
      family,
    );
  }

  #literal(object: AbstractObject): ObjectLayout {
    const types = new Map<string, Type>();
    for (const [name, field] of object.fields) types.set(name, field.type);
    const names = object.keys.map((name) => ({ name, type: 'js' as IrType, enumerable: true }));
    return this.#ordinary(names, object.open, types);
  }

  #frame(object: AbstractObject): ObjectLayout {
    const types = new Map<string, Type>();
    const names: { name: string; type: IrType; enumerable: boolean }[] = [];
    for (const [name, field] of object.fields) {
      types.set(name, field.type);
      names.push({ name, type: object.machineSlots.get(name) ?? 'js', enumerable: false });
    }
    return this.#ordinary(names, false, types);
  }

  /** Class and function objects: own properties (static fields) behind the captures, boxed. */
  #callable(object: AbstractObject): ObjectLayout {
    let offset = FUNCTION_CAPTURES + 8 * object.captures.length;
    const slots = new Map<string, Slot>();
    for (const [name, field] of object.fields) {
      if (!field.present || field.getter !== undefined || field.setter !== undefined) continue;
      if (field.constant !== undefined) continue;
      if (name === 'prototype' || name === 'name' || name === 'length') continue;
      if (isMethodOf(object, name)) continue;
      slots.set(name, {
        name,
        offset,
        rep: 'js',
        enumerable: field.enumerable,
        mayBeAbsent: mayBeAbsent(object, name, field),
        hidden: isPrivateName(name),
        mayPoint: true,
      });
      offset += 8;
    }
    let map = 1n;
    for (let at = FUNCTION_CAPTURES; at < offset; at += 8) map |= 1n << BigInt((at - HEADER_SIZE) / 8);
    return { open: true, slots, sizeBytes: offset, pointerMap: map };
  }

  #ordinary(
    names: readonly Named[],
    open: boolean,
    types: ReadonlyMap<string, Type>,
    header?: NativeHeader,
    absent: readonly string[] = [],
  ): ObjectLayout {
    let offset = header?.sizeBytes ?? (open ? HEADER_SIZE + 8 : HEADER_SIZE);
    let map = header?.pointerMap ?? (open ? 1n : 0n);
    const slots: Slot[] = [];
    for (const { name, type, enumerable, added } of names) {
      const machine = type !== 'js';
      const isBoxed = open || added !== undefined;
      const rep = machine ? (type as Rep) : isBoxed ? 'js' : slotRep(types.get(name) ?? NEVER);
      slots.push({
        name,
        offset,
        rep,
        enumerable: enumerable && !machine,
        mayBeAbsent: added !== undefined || absent.includes(name),
        ...(added === undefined ? {} : { added }),
        hidden: isPrivateName(name),
        mayPoint: rep === 'js' && (open || mayPoint(types.get(name) ?? NEVER)),
      });
      if (rep === 'js' || rep === 'ptr') map |= 1n << BigInt((offset - HEADER_SIZE) / 8);
      offset += 8;
    }
    // In the order of the properties: what is added comes after what is there from the beginning.
    slots.sort((a, b) => (a.added ?? 0) - (b.added ?? 0));
    return {
      open,
      slots: new Map(slots.map((slot) => [slot.name, slot])),
      sizeBytes: offset,
      pointerMap: map,
    };
  }
}

/** All instances of a family share the types of their slots. */
function typesOf(instances: readonly AbstractObject[]): Map<string, Type> {
  const types = new Map<string, Type>();
  for (const { fields } of instances)
    for (const [name, field] of fields)
      if (field.present) types.set(name, join(types.get(name) ?? NEVER, field.type));
  return types;
}

/** Slots before their first write read as zero: what must not be zero is boxed. */
function slotRep(type: Type): Rep {
  const rep = repOf(type);
  return rep === 'never' || rep === 'ptr' ? 'js' : rep;
}

function isMethodOf(object: AbstractObject, name: string): boolean {
  return object.class?.members.some((m) => m.isStatic && m.name === name && m.fn !== undefined) === true;
}
