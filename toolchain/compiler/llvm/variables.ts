/**
 * Tells debuggers where the variables of a function are, from its namings (ir/namings.ts).
 *
 * Optimised code gets records of which value a variable is (#dbg_value): no instruction, so that code stays what it is.
 * Debug builds keep each variable in a slot of the stack frame, where it is found from its assignment to the end of its
 * scope, whatever becomes of the value.
 */
import type { Instr } from '../ir/ir.ts';
import type { Naming, SourceVariable } from '../ir/namings.ts';
import { CELL_VALUE } from '../layout/objects.ts';
import { convert, doubleText, WORD_HOLE_TEXT, wordOfConstant, wordText } from './convert.ts';
import type { Subprogram } from './debug-info.ts';
import type { FunctionEmitter } from './function.ts';
import { llvmType, type Rep, type Value } from './rep.ts';
import { cellRep } from './select/values.ts';

/** A variable that has a slot, or a node for records. */
interface Place {
  readonly node: string;
  readonly rep: Rep;
  /** The slot's name; it holds a pointer to the value when there is an offset in `expression`. */
  readonly slot: string | undefined;
}

/** Where in memory a value is, seen from the pointer that a naming's value is. */
interface Memory {
  readonly offset: number;
  readonly rep: Rep;
}

/** The variables of one function while its text is made. */
export class Variables {
  readonly #e: FunctionEmitter;
  readonly #scope: Subprogram;
  readonly #byAnchor = new Map<Instr, Naming[]>();
  readonly #byVariable = new Map<SourceVariable, Naming[]>();
  readonly #places = new Map<SourceVariable, Place>();

  /** For a function whose first block is being begun. */
  constructor(e: FunctionEmitter, scope: Subprogram, namings: readonly Naming[]) {
    this.#e = e;
    this.#scope = scope;
    for (const naming of namings) {
      append(this.#byVariable, naming.variable, naming);
      // Before anything else: a breakpoint at a function stops behind it.
      if (e.em.verifies && this.#isPassed(naming)) this.#store(naming);
      else append(this.#byAnchor, naming.before, naming);
    }
  }

  #isPassed(naming: Naming): boolean {
    return naming.slot === undefined && !naming.variable.isCell && this.#passed(naming.value) !== undefined;
  }

  /** Call before an instruction is selected: writes what holds from there on. */
  before(i: Instr): void {
    if (!this.#e.code.open) return;
    for (const naming of this.#byAnchor.get(i) ?? []) {
      if (this.#e.em.verifies) this.#store(naming);
      else this.#record(naming);
    }
  }

  #memoryOf({ variable, value, slot }: Naming): Memory | undefined {
    const e = this.#e;
    if (slot !== undefined) {
      const [frame] = e.type(value).objects;
      const found = frame === undefined ? undefined : e.em.layouts.of(frame).slots.get(slot);
      if (found === undefined) return undefined;
      return { offset: found.offset, rep: found.rep };
    }
    return variable.isCell ? { offset: CELL_VALUE, rep: cellRep(e, value) } : undefined;
  }

  /** What a naming's value is held as; undefined when no code made it. */
  #valueOf(naming: Naming): Value | undefined {
    const { value } = naming;
    const held = this.#e.value(value);
    if (held.rep !== 'never' && held.rep !== 'void') return held;
    return this.#passed(value);
  }

  /** A parameter or `this` as the caller passed it. */
  #passed({ op, attrs }: Instr): Value | undefined {
    const { params, self } = this.#e.signature;
    if (op === 'this') return self === undefined ? undefined : { rep: self, text: '%self' };
    const index = attrs.index ?? 0;
    const rep = op === 'param' ? params[index] : undefined;
    return rep === undefined ? undefined : { rep, text: `%p${index}` };
  }

  // ── optimised code ─────────────────────────────────────────────────────────────────────────────────────────────

  #record(naming: Naming): void {
    const memory = this.#memoryOf(naming);
    const { node, rep } = this.#recorded(naming.variable);
    const held = this.#valueOf(naming);
    const { code, em } = this.#e;
    const at = em.module.debug.location(this.#scope, undefined);
    if (memory !== undefined) {
      if (held?.rep !== 'ptr' && held?.rep !== 'js') return;
      const type = llvmType(held.rep);
      code.record(
        `#dbg_value(${type} ${held.text}, ${node}, !DIExpression(DW_OP_plus_uconst, ${memory.offset}, DW_OP_deref), ${at})`,
      );
      return;
    }
    const text =
      held === undefined ? undefined : held.rep === rep ? held.text : constantAs(naming.value, rep);
    // Another representation, for which there are no instructions: nothing is better than the value before.
    code.record(`#dbg_value(${llvmType(rep)} ${text ?? 'poison'}, ${node}, !DIExpression(), ${at})`);
  }

  /** A variable has one type: the representation that most of its values have. */
  #recorded(variable: SourceVariable): Place {
    let place = this.#places.get(variable);
    if (place === undefined) {
      const counts = new Map<Rep, number>();
      for (const naming of this.#byVariable.get(variable) ?? []) {
        const rep = this.#memoryOf(naming)?.rep ?? this.#e.rep(naming.value);
        const weight = naming.value.op === 'const' ? 1 : 100;
        if (rep !== 'never' && rep !== 'void') counts.set(rep, (counts.get(rep) ?? 0) + weight);
      }
      const [most] = [...counts].sort((a, b) => b[1] - a[1]);
      const rep = most?.[0] ?? 'js';
      place = { node: this.#e.em.module.debug.variable(this.#scope, variable, rep), rep, slot: undefined };
      this.#places.set(variable, place);
    }
    return place;
  }

  // ── debug builds ───────────────────────────────────────────────────────────────────────────────────────────────

  #store(naming: Naming): void {
    const place = this.#stored(naming);
    const held = this.#valueOf(naming);
    if (place.slot === undefined) return;
    const { code } = this.#e;
    const isPassed = this.#isPassed(naming);
    if (isPassed) code.atNowhere();
    const text = held === undefined ? emptyOf(place.rep) : convert(code, held, place.rep).text;
    code.line(`store ${llvmType(place.rep)} ${text}, ptr ${place.slot}`);
    if (isPassed) code.at(this.#e.em.module.debug.location(this.#scope, undefined));
  }

  /** A variable of the language is boxed in its slot, so that it can be anything; machine integers are what they are. */
  #stored(naming: Naming): Place {
    const { variable, value } = naming;
    const known = this.#places.get(variable);
    if (known !== undefined) return known;
    const { code, em } = this.#e;
    const memory = this.#memoryOf(naming);
    const type = value.type === 'js' || value.type === 'bool' ? 'js' : this.#e.rep(value);
    const rep = memory === undefined ? type : 'ptr';
    const node = em.module.debug.variable(this.#scope, variable, memory?.rep ?? rep);
    const slot = code.alloca(llvmType(rep));
    const expression = memory === undefined ? '' : `DW_OP_deref, DW_OP_plus_uconst, ${memory.offset}`;
    const at = em.module.debug.location(this.#scope, variable.span ?? undefined);
    code.prologue(`store ${llvmType(rep)} ${emptyOf(rep)}, ptr ${slot}`);
    code.prologue(`  #dbg_declare(ptr ${slot}, ${node}, !DIExpression(${expression}), ${at})`);
    const place = { node, rep, slot };
    this.#places.set(variable, place);
    return place;
  }
}

function append<Key>(map: Map<Key, Naming[]>, key: Key, naming: Naming): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [naming]);
  else list.push(naming);
}

/** What a slot has before its variable is assigned. */
function emptyOf(rep: Rep): string {
  if (rep === 'js') return WORD_HOLE_TEXT;
  if (rep === 'ptr') return 'null';
  return rep === 'f64' || rep === 'f64u' ? '0.0' : '0';
}

/** A constant in another representation than the one that it has where it is used. */
function constantAs({ op, attrs }: Instr, rep: Rep): string | undefined {
  const { value } = attrs;
  if (op !== 'const') return undefined;
  if (typeof value === 'number' && (rep === 'f64' || rep === 'f64u')) return doubleText(value);
  if (typeof value === 'number' && rep === 'i32' && Object.is(value | 0, value)) return String(value);
  if (typeof value === 'number' && rep === 'i64' && Number.isSafeInteger(value)) return String(value);
  if (rep === 'js' && typeof value !== 'string') return wordText(wordOfConstant(value));
  return undefined;
}
