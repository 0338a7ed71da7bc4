/**
 * What constructors do to `this` before anybody else sees it: which fields they lay out, and which can be read before that.
 */
import type { ClassInfo, FunctionIr, Instr } from '../../ir/ir.ts';
import { isPrivateName } from '../../ir/names.ts';
import { alwaysRunBlocks, isOwnThis, isThis } from './always-run.ts';
import type { AbstractObject } from './objects.ts';

/** The class and its bases, the root first. */
export function chainOfClass(info: ClassInfo): readonly ClassInfo[] {
  const chain: ClassInfo[] = [];
  for (let c: ClassInfo | undefined = info; c !== undefined; c = c.base) chain.unshift(c);
  return chain;
}

const assigned = new WeakMap<ClassInfo, readonly string[]>();

/**
 * Names that a constructor assigns on `this` in its entry block or blocks that always run, in order. An assignment that runs a setter of the
 * class ends them: that may add properties before those that come after it.
 */
export function assignedInConstructor(info: ClassInfo): readonly string[] {
  const known = assigned.get(info);
  if (known !== undefined) return known;
  info.construct.ensureLowered();
  const names: string[] = [];
  for (const block of alwaysRunBlocks(info.construct)) {
    for (const i of block.instrs) {
      if (i.op !== 'prop.set' && i.op !== 'prop.define' && i.op !== 'private.add') continue;
      const name = i.attrs.name;
      if (name === undefined || !isThis(i.args[0]) || names.includes(name)) continue;
      if (i.op === 'prop.set' && declares(info, name, ACCESSORS)) {
        assigned.set(info, names);
        return names;
      }
      names.push(name);
    }
  }
  assigned.set(info, names);
  return names;
}

const assignedByFunctions = new WeakMap<FunctionIr, readonly string[]>();

/**
 * Names that a constructor function (`function Point(x) { this.x = x; }`) assigns on the object that `new` makes, in order, before anybody
 * else can have seen the object.
 */
export function assignedByFunction(fn: FunctionIr): readonly string[] {
  const known = assignedByFunctions.get(fn);
  if (known !== undefined) return known;
  fn.ensureLowered();
  const names = findAssignedByFunction(fn);
  assignedByFunctions.set(fn, names);
  return names;
}

function findAssignedByFunction(fn: FunctionIr): readonly string[] {
  const names: string[] = [];
  for (const i of alwaysRunBlocks(fn, isOwnThis).flatMap((b) => b.instrs)) {
    const name = i.attrs.name ?? '';
    if (i.op === 'prop.set' && isOwnThis(i.args[0])) {
      if (!names.includes(name)) names.push(name);
      // By its own property it is seen from now on.
      if (isOwnThis(i.args[1])) return names;
    } else if (i.args.some(isOwnThis) && !isHarmless(i) && !(i.op === 'prop.get' && names.includes(name)))
      return names;
  }
  return names;
}

/** Operations on the object that show it to nobody. */
function isHarmless(i: Instr): boolean {
  return i.op === 'is.nullish' || i.op === 'return' || isOwnThis(i);
}

const placed = new WeakMap<ClassInfo, ReadonlySet<string>>();

/**
 * Names that have places in the instances of a class from the beginning: of fields, and of what constructors assign. The first that a class of the chain
 * also has a method or an accessor for ends them (`this.show = this.show.bind(this)`): until it is assigned it is what is inherited, and what comes
 * after it is behind it. Nobody can tell where private names are, and the system's own classes have no such names.
 */
export function placesOf(of: ClassInfo): ReadonlySet<string> {
  const known = placed.get(of);
  if (known !== undefined) return known;
  const names = new Set<string>();
  let ended = false;
  for (const c of chainOfClass(of)) {
    for (const name of fieldsOf(c)) {
      ended ||= !c.trusted && declares(of, name, METHODS);
      if (!ended || c.trusted || isPrivateName(name)) names.add(name);
    }
  }
  placed.set(of, names);
  return names;
}

/** What the function or the classes that make an instance assign in it from the beginning. */
export function assignedAtFirst(object: AbstractObject): readonly string[] {
  if (object.class === undefined)
    return object.base?.fn === undefined ? [] : assignedByFunction(object.base.fn);
  let names: readonly string[] = assignedInConstructor(object.class);
  for (let c: ClassInfo | undefined = object.class.base; c !== undefined; c = c.base)
    names = [...assignedInConstructor(c), ...names];
  const places = placesOf(object.class);
  return names.filter((name) => places.has(name));
}

const ACCESSORS: ReadonlySet<string> = new Set(['get', 'set']);
const METHODS: ReadonlySet<string> = new Set([...ACCESSORS, 'method']);

/** Has the class or one of its bases a member of such a kind by this name? */
function declares(info: ClassInfo, name: string, kinds: ReadonlySet<string>): boolean {
  return chainOfClass(info).some((c) =>
    c.members.some((m) => m.name === name && !m.isStatic && kinds.has(m.kind)),
  );
}

/** Does a constructor of the program assign the field before anybody reads it? Whoever reads it earlier in the analysis waits for that. */
export function isAssignedFirst(object: AbstractObject, name: string): boolean {
  if (object.kind !== 'instance' || object.prototypeChanges) return false;
  if (object.class === undefined) return assignedAtFirst(object).includes(name);
  for (let c: ClassInfo | undefined = object.class; c !== undefined && !c.trusted; c = c.base)
    if (assignedInConstructor(c).includes(name))
      return placesOf(object.class).has(name) && !earlyFields(c).has(name);
  return false;
}

interface Construction {
  /** Fields of the class that somebody may read before they are defined: as undefined. */
  readonly early: ReadonlySet<string>;
  /** Does the constructor, or that of a base, let others see the instance? */
  readonly leaks: boolean;
}

const constructions = new WeakMap<ClassInfo, Construction>();

/** The fields of a class that may be read while they are still undefined. */
export function earlyFields(info: ClassInfo): ReadonlySet<string> {
  return constructionOf(info).early;
}

function constructionOf(info: ClassInfo): Construction {
  const known = constructions.get(info);
  if (known !== undefined) return known;
  constructions.set(info, { early: new Set(), leaks: true });
  const made = studyConstructor(info);
  constructions.set(info, made);
  return made;
}

function studyConstructor(info: ClassInfo): Construction {
  info.construct.ensureLowered();
  const early = new Set<string>();
  const always = new Set(alwaysRunBlocks(info.construct));
  let leaks = false;
  for (const block of [...always, ...info.construct.blocks.filter((b) => !always.has(b))]) {
    for (const i of block.instrs) {
      const [first] = i.args;
      if (DEFINES.has(i.op) && isThis(first)) {
        if (leaks && i.attrs.name !== undefined) early.add(i.attrs.name);
        if (i.args.slice(1).some(isThis) && !keepsItself(info, i)) leaks = true;
      } else if (i.op === 'super.call' || i.op === 'super.call.spread') {
        // What a built-in base reads of the instance: Error shows its name in the stack.
        if (info.base?.trusted === true && fieldsOf(info).includes('name')) early.add('name');
        leaks ||= info.base === undefined || (!info.base.trusted && constructionOf(info.base).leaks);
      } else if (i.args.some(isThis) && !readsField(info, i)) leaks = true;
    }
  }
  if (leaks)
    for (const name of fieldNames(info)) if (!assignedInConstructor(info).includes(name)) early.add(name);
  return { early, leaks };
}

const firsts = new WeakMap<ClassInfo, ReadonlySet<Instr>>();

/**
 * Is an operation the first that assigns to a field of the new object, before anybody else can have seen the object? Then what the field
 * holds until then is no pointer.
 */
export function isFirstAssignment(fn: FunctionIr, assignment: Instr): boolean {
  const info = fn.owner;
  if (info === undefined || info.construct !== fn) return false;
  let set = firsts.get(info);
  if (set === undefined) {
    set = findFirst(info);
    firsts.set(info, set);
  }
  return set.has(assignment);
}

function findFirst(info: ClassInfo): ReadonlySet<Instr> {
  const out = new Set<Instr>();
  const assignedNames = new Set<string>();
  for (let base = info.base; base !== undefined; base = base.base) {
    if (base.trusted || constructionOf(base).leaks || !givesNewObject(base)) return out;
    for (const i of base.construct.blocks.flatMap((b) => b.instrs))
      if (DEFINES.has(i.op)) assignedNames.add(i.attrs.name ?? '');
  }
  if (info.derived && info.base === undefined) return out;
  for (const block of alwaysRunBlocks(info.construct)) {
    for (const i of block.instrs) {
      if (isThis(i.args[0]) && DEFINES.has(i.op)) {
        const name = i.attrs.name ?? '';
        if (!assignedNames.has(name)) out.add(i);
        // What leaves a number or undefined there, as a declaration without initialiser does, leaves nothing to lose.
        if (i.args[1]?.op !== 'const' || typeof i.args[1].attrs.value === 'string') assignedNames.add(name);
        if (i.args.slice(1).some(isThis) && !keepsItself(info, i)) return out;
      } else if (i.op !== 'super.call' && i.args.some(isThis) && !readsField(info, i)) return out;
    }
  }
  return out;
}

/** Does a constructor return nothing but the object that it was called for? */
function givesNewObject(info: ClassInfo): boolean {
  info.construct.ensureLowered();
  return info.construct.blocks.every((block) => {
    const last = block.instrs.at(-1);
    return (
      last?.op !== 'return' || last.args[0] === undefined || isThis(last.args[0]) || isUndefined(last.args[0])
    );
  });
}

const unseen = new WeakMap<ClassInfo, ReadonlySet<Instr>>();

/**
 * Does an operation of a constructor define a field as undefined (it has no initialiser) which the constructor surely assigns before
 * anybody can have read it? Then undefined is none of its values.
 */
export function isUnseenDefinition(fn: FunctionIr, definition: Instr): boolean {
  const info = fn.owner;
  if (info === undefined || info.construct !== fn) return false;
  let set = unseen.get(info);
  if (set === undefined) {
    set = findUnseen(info);
    unseen.set(info, set);
  }
  return set.has(definition);
}

function findUnseen(info: ClassInfo): ReadonlySet<Instr> {
  const out = new Set<Instr>();
  const pending = new Map<string, Instr>();
  if (info.base !== undefined && info.base.native === undefined && constructionOf(info.base).leaks)
    return out;
  for (const block of alwaysRunBlocks(info.construct)) {
    for (const i of block.instrs) {
      const name = i.attrs.name ?? '';
      const ofThis = isThis(i.args[0]);
      const definition = pending.get(name);
      if (ofThis && DEFINES.has(i.op) && (!i.args.slice(1).some(isThis) || keepsItself(info, i))) {
        if (isDefinition(i)) {
          if (isUndefined(i.args[1])) pending.set(name, i);
          else pending.delete(name);
        } else if (definition !== undefined) {
          out.add(definition);
          pending.delete(name);
        }
      } else if (ofThis && i.op !== 'phi' && readsField(info, i)) pending.delete(name);
      else if (i.args.some(isThis)) return out;
    }
  }
  return out;
}

/** Does a constructor put the new object into a field of its own (`parent = this`), by which it reads nothing? Nobody else sees it there. */
function keepsItself(info: ClassInfo, assignment: Instr): boolean {
  const { name } = assignment.attrs;
  if (assignment.op === 'prop.set' && !fieldNames(info).includes(name ?? '')) return false;
  return !info.construct.blocks.some((b) =>
    b.instrs.some((i) => i.attrs.name === name && !DEFINES.has(i.op)),
  );
}

function isDefinition(i: Instr): boolean {
  return i.op === 'prop.define' || i.op === 'private.add';
}

function isUndefined(value: Instr | undefined): boolean {
  return value?.op === 'const' && value.attrs.value === undefined;
}

const DEFINES: ReadonlySet<string> = new Set(['prop.set', 'prop.define', 'private.add', 'private.set']);

/** Fields that the class declares or its constructor makes. */
function fieldsOf(info: ClassInfo): readonly string[] {
  return [...fieldNames(info), ...assignedInConstructor(info)];
}

function fieldNames(info: ClassInfo): string[] {
  return info.members.flatMap((m) =>
    m.kind === 'field' && !m.isStatic && m.name !== undefined ? [m.name] : [],
  );
}

/** Ways that end with `this` meet before they do; whatever else is done with it there may show it to somebody. */
function isOnlyReturned(fn: FunctionIr, phi: Instr): boolean {
  return fn.blocks.every(({ instrs }) => instrs.every((i) => i.op === 'return' || !i.args.includes(phi)));
}

/** Reading a field of `this`, or ending with it, shows it to nobody. */
function readsField(info: ClassInfo, i: Instr): boolean {
  if (i.op === 'check' || i.op === 'return' || i.op === 'is.hole') return true;
  if (i.op === 'phi') return isOnlyReturned(info.construct, i);
  if (i.op !== 'prop.get' && i.op !== 'private.get') return false;
  for (let c: ClassInfo | undefined = info; c !== undefined; c = c.base) {
    if (fieldNames(c).includes(i.attrs.name ?? '')) return true;
  }
  return false;
}
