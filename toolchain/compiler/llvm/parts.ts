/**
 * Divides a large program into parts, each a module of LLVM by itself: they are compiled side by side, and one whose text is the same as
 * in an earlier build needn't be compiled again (object-cache.ts). So a part's text depends on nothing but what is in it and what it names.
 *
 * A function begins in the part that its source file belongs to. What is named in one part only goes there, functions and variables alike:
 * LLVM knows all their uses then, as it would in one module. Small functions of other parts are copied, to be merged into callers.
 * Static objects and strings are a part of their own.
 */
import { isAlwaysAtHand, isNeverInlined } from './attributes.ts';
import type { FunctionText, GlobalText, ModuleContents } from './module.ts';

/** A module of LLVM. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** Programs with less text than this stay whole: LLVM takes a second or two, and sees everything. */
const SMALLEST_CHARS = 3_000_000;

/** Functions of other parts with as many lines are copied, and those that always are at hand (attributes.ts). */
const COPIED_LINES = 12;

type PartName = 'data' | 'program' | 'services' | 'core';

const NAMES: readonly PartName[] = ['services', 'core', 'program', 'data'];

/** A function or a global variable, and where it goes. */
interface Item {
  readonly ref: string;
  readonly function: FunctionText | undefined;
  readonly global: GlobalText | undefined;
  /** The symbols that its text names. */
  readonly refs: ReadonlySet<string>;
  /** Those of them that are items. */
  readonly names: Item[];
  /** Where it stands in its part. */
  readonly order: string;
  /** A function that goes into every part that names it. */
  readonly isCopied: boolean;
  part: PartName;
}

/** How a program is divided. */
export interface Division {
  /** Small functions are copied into the parts that name them, to be merged into callers. */
  readonly copies: boolean;
  /** What is small is divided, too: where nothing is merged into callers it has nothing to lose. */
  readonly always: boolean;
}

/** One part, or several when the program is large. */
export function divide(contents: ModuleContents, { copies, always }: Division): readonly Part[] {
  let chars = 0;
  for (const { text } of contents.functions) chars += text.length;
  if (!always && chars < SMALLEST_CHARS) return [{ name: 'program', text: contents.whole() }];
  const items = itemsOf(contents, copies);
  gather(items);
  const visible = namedElsewhere(items);
  return NAMES.map((name) => ({ name, text: new PartText(name, items, visible, contents).text }));
}

function firstPart(origin: string): PartName {
  if (/^os\/(net|node|drivers)\//.test(origin)) return 'services';
  return origin === '' || /^(os|toolchain\/compiler\/layout)\//.test(origin) ? 'core' : 'program';
}

function itemsOf(contents: ModuleContents, copies: boolean): readonly Item[] {
  const items = new Map<string, Item>();
  for (const fn of contents.functions) {
    const isCopied = copies && isWorthCopies(fn.text);
    const part = firstPart(fn.origin);
    items.set(fn.ref, {
      ref: fn.ref,
      function: fn,
      global: undefined,
      refs: namesIn(fn.text),
      names: [],
      order: `${fn.origin} ${fn.ref}`,
      isCopied,
      part,
    });
  }
  for (const global of contents.globals) {
    const { ref } = global;
    items.set(ref, {
      ref,
      function: undefined,
      global,
      // What strings look like isn't looked for names.
      refs: global.isFixed === true ? new Set() : namesIn(global.text),
      names: [],
      order: `undefined ${ref}`,
      isCopied: false,
      part: 'data',
    });
  }
  for (const item of items.values()) {
    for (const ref of item.refs) {
      const named = items.get(ref);
      if (named !== undefined && named !== item) item.names.push(named);
    }
  }
  return [...items.values()];
}

/** The symbols that a text names, as references. */
export function namesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = text.indexOf('@'); at >= 0; ) {
    let end = at + 1;
    if (text.charCodeAt(end) === 34) end = text.indexOf('"', end + 1) + 1;
    else while (isSymbolUnit(text.charCodeAt(end))) end++;
    found.add(text.slice(at, end));
    at = text.indexOf('@', Math.max(end, at + 1));
  }
  return found;
}

/** `[\w.$]` */
function isSymbolUnit(unit: number): boolean {
  return (
    (unit >= 97 && unit <= 122) ||
    (unit >= 65 && unit <= 90) ||
    (unit >= 48 && unit <= 57) ||
    unit === 95 ||
    unit === 46 ||
    unit === 36
  );
}

const MAX_ROUNDS = 20;

/** Moves what is named in one part only into that part. */
function gather(items: readonly Item[]): void {
  const users = new Map<Item, Set<Item>>();
  for (const item of items) {
    for (const named of item.names) {
      let set = users.get(named);
      if (set === undefined) {
        set = new Set();
        users.set(named, set);
      }
      set.add(item);
    }
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const moves: [Item, PartName][] = [];
    for (const item of items) {
      const part = onlyPart(users.get(item) ?? []);
      if (part !== undefined && part !== item.part && mayMove(item, part)) moves.push([item, part]);
    }
    if (moves.length === 0) return;
    for (const [item, part] of moves) item.part = part;
  }
}

function onlyPart(items: Iterable<Item>): PartName | undefined {
  let found: PartName | undefined;
  for (const { part } of items) {
    if (found !== undefined && part !== found) return undefined;
    found = part;
  }
  return found;
}

function mayMove({ function: fn, global }: Item, part: PartName): boolean {
  if (part === 'data' || global?.isFixed === true) return false;
  if (fn === undefined) return true;
  // An edit of the program shouldn't compile the system again: its functions stay, and of the system only what serves values comes, not
  // all of an HTTP server that hangs on the one line of the program that makes it.
  const first = firstPart(fn.origin);
  return first !== 'program' && (first !== 'services' || part !== 'program');
}

/** The text of one part. */
class PartText {
  readonly text: string;
  readonly #name: PartName;
  readonly #own: readonly Item[];
  readonly #copies = new Set<Item>();
  /** What is somewhere else. */
  readonly #foreign = new Set<Item>();

  constructor(name: PartName, items: readonly Item[], visible: ReadonlySet<Item>, contents: ModuleContents) {
    this.#name = name;
    this.#own = items.filter(({ part }) => part === name).sort(byOrigin);
    for (const item of this.#own) this.#follow(item);
    const functions = [...this.#own, ...[...this.#copies].sort(byOrigin)].filter((i) => i.function);
    const named = new Set<string>();
    for (const item of functions) for (const ref of item.refs) named.add(ref);
    const owned = new Set(this.#own.map(({ ref }) => ref));
    this.text = contents.assemble({
      globals: [
        ...this.#own.flatMap((item) => (item.global ? [definition(item, visible.has(item))] : [])),
        ...[...this.#foreign].sort(byOrigin).map(declaration),
        ...contents.foreign.filter(({ ref }) => name === 'data' || named.has(ref)).map(({ text }) => text),
      ],
      functions: functions.map((item) => this.#functionText(item, visible)),
      nodes: functions.flatMap(({ function: fn }) => (fn?.nodes === undefined ? [] : [fn.nodes])),
      hasGlobal: (ref) => owned.has(ref),
      hasTypes: name === 'data',
    });
  }

  /** What an item of this part, or a copy in it, names: ours, to be copied, or to be declared. */
  #follow(item: Item): void {
    for (const named of item.names) {
      if (named.part === this.#name || this.#copies.has(named)) continue;
      if (named.isCopied && this.#name !== 'data') {
        this.#copies.add(named);
        this.#follow(named);
      } else this.#foreign.add(named);
    }
  }

  #functionText(item: Item, visible: ReadonlySet<Item>): string {
    const text = item.function?.text ?? '';
    if (this.#copies.has(item))
      return text.replace(/^define internal /, 'define available_externally hidden ');
    return visible.has(item) ? text.replace(/^define internal /, 'define hidden ') : text;
  }
}

/** What some other part names than the one that it is in, copies of functions included. */
function namedElsewhere(items: readonly Item[]): ReadonlySet<Item> {
  const found = new Set<Item>();
  for (const item of items) {
    for (const named of item.names) if (named.part !== item.part || item.isCopied) found.add(named);
  }
  return found;
}

function isWorthCopies(text: string): boolean {
  if (!text.startsWith('define internal ')) return false;
  const header = text.slice(0, text.indexOf('\n'));
  if (isAlwaysAtHand(header)) return true;
  return linesOf(text) <= COPIED_LINES && !isNeverInlined(header);
}

function linesOf(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && count <= COPIED_LINES; at = text.indexOf('\n', at + 1))
    count++;
  return count;
}

function byOrigin(a: Item, b: Item): number {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}

/**
 * The definition of a global variable, seen by other parts or not. Where LLVM can't know who uses it the linker does, which leaves out
 * sections that nobody names.
 */
function definition({ ref, global }: Item, isVisible: boolean): string {
  const text = global?.text ?? '';
  if (!isVisible) return text;
  const section = ref.slice(1).replaceAll('"', '');
  return text
    .replace(/ = (?:private|internal) /, ' = hidden ')
    .replace(/, section "(\.[^"]+)"/, (_, name) => `, section "${name}.${section}"`);
}

/** What another part says of something that is defined elsewhere. */
function declaration({ ref, function: fn, global }: Item): string {
  if (fn !== undefined) {
    const header = fn.text.slice(0, fn.text.indexOf('\n'));
    const found = /^define (?:internal )?(.*\([^#]*\)).*\{$/.exec(header);
    if (found?.[1] === undefined) throw new Error(`not the beginning of a function: ${header}`);
    const types = found[1].replaceAll(/ %[\w.]+(?=[,)])/g, '');
    return `declare hidden ${types} ${/ cold /.test(header) ? 'cold ' : ''}nounwind`;
  }
  const text = global?.text ?? '';
  if (/^\S+ = alias /.test(text)) return `${ref} = external hidden global i8`;
  const found = /^\S+ = (?:(?:private|internal|dso_local|unnamed_addr) )*(global|constant) /.exec(text);
  if (found === null) throw new Error(`not the definition of a variable: ${text.slice(0, 80)}`);
  const align = /, align (\d+)(?:, !dbg !\d+)?$/.exec(text)?.[0].replace(/, !dbg.*/, '') ?? '';
  return `${ref} = external hidden ${found[1]} ${typeAt(text, found[0].length)}${align}`;
}

/** The type that begins at a place of a text and ends at a space outside of brackets. */
function typeAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text[at] ?? '';
    if ('<[{('.includes(unit)) depth++;
    else if ('>]})'.includes(unit)) depth--;
    else if (unit === ' ' && depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
