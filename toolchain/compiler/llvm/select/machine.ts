/**
 * Machine integers and the intrinsics of os/unsafe.ts.
 */

import type { Instr } from '../../ir/ir.ts';
import { FUNCTION_INFO, INFO_CODE, INFO_CONSTRUCT } from '../../layout/objects.ts';
import { WORD_UNDEFINED_TEXT } from '../convert.ts';
import type { FunctionEmitter } from '../function.ts';
import { isSigned, llvmType, type Rep, type Value } from '../rep.ts';

const BINARY: Record<string, string> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'shl',
};

export function intBinary(e: FunctionEmitter, i: Instr): void {
  const rep = e.rep(i);
  const operator = i.attrs.operator ?? '';
  const a = e.use(i.args[0], rep);
  const b = e.use(i.args[1], rep);
  const signed = isSigned(rep);
  let op = BINARY[operator];
  if (operator === '/') op = signed ? 'sdiv' : 'udiv';
  else if (operator === '%') op = signed ? 'srem' : 'urem';
  else if (operator === '>>') op = signed ? 'ashr' : 'lshr';
  else if (operator === '>>>') op = 'lshr';
  e.set(i, { rep, text: e.code.value(`${op} ${llvmType(rep)} ${a}, ${b}`) });
}

const CONDITIONS: Record<string, [string, string]> = {
  '==': ['eq', 'eq'],
  '!=': ['ne', 'ne'],
  '<': ['slt', 'ult'],
  '<=': ['sle', 'ule'],
  '>': ['sgt', 'ugt'],
  '>=': ['sge', 'uge'],
};

export function intCompare(e: FunctionEmitter, i: Instr): void {
  const [a, b] = i.args;
  if (a === undefined) return;
  const rep = e.rep(a);
  const [signed, unsigned] = CONDITIONS[i.attrs.operator ?? ''] ?? ['eq', 'eq'];
  const condition = isSigned(rep) ? signed : unsigned;
  e.setRaw(i, {
    rep: 'bool',
    text: e.code.value(`icmp ${condition} ${llvmType(rep)} ${e.use(a, rep)}, ${e.use(b, rep)}`),
  });
}

export function convertOp(e: FunctionEmitter, i: Instr): void {
  const [a] = i.args;
  if (a === undefined) return;
  if (i.type === 'js') {
    e.set(i, e.value(a));
    return;
  }
  const to = e.rep(i);
  if (a.type === 'js' && to !== 'bool') {
    // A trusted number: representations that hold one convert directly, words are unboxed.
    const held = e.value(a);
    const value: Value =
      held.rep === 'js' || held.rep === 'f64u' ? { rep: 'f64', text: e.use(a, 'f64') } : held;
    e.setRaw(i, { rep: to, text: e.convert(value, to) });
    return;
  }
  e.setRaw(i, { rep: to, text: e.use(a, to) });
}

export function select(e: FunctionEmitter, i: Instr): void {
  const rep = e.rep(i);
  const condition = e.use(i.args[0], 'bool');
  const yes = e.use(i.args[1], rep);
  const no = e.use(i.args[2], rep);
  e.setRaw(i, {
    rep,
    text: e.code.value(`select i1 ${condition}, ${llvmType(rep)} ${yes}, ${llvmType(rep)} ${no}`),
  });
}

type Intrinsic = (e: FunctionEmitter, i: Instr, use: (n: number, rep: Rep) => string) => Value | undefined;

function pointer(e: FunctionEmitter, address: string): string {
  return e.code.value(`inttoptr i64 ${address} to ptr`);
}

function load(type: string, rep: Rep, volatile = false): Intrinsic {
  return (e, _i, use) => ({
    rep,
    text: e.code.value(
      `load ${volatile ? 'volatile ' : ''}${type}, ptr ${pointer(e, use(0, 'u64'))}, align 1`,
    ),
  });
}

function store(type: string, rep: Rep, volatile = false): Intrinsic {
  return (e, _i, use) => {
    const at = pointer(e, use(0, 'u64'));
    e.code.line(`store ${volatile ? 'volatile ' : ''}${type} ${use(1, rep)}, ptr ${at}, align 1`);
    return undefined;
  };
}

/** Device registers are accessed at their natural alignment, in one instruction. */
function volatileLoad(type: string, rep: Rep, bytes: number): Intrinsic {
  return (e, _i, use) => ({
    rep,
    text: e.code.value(`load volatile ${type}, ptr ${pointer(e, use(0, 'u64'))}, align ${bytes}`),
  });
}

function volatileStore(type: string, rep: Rep, bytes: number): Intrinsic {
  return (e, _i, use) => {
    const at = pointer(e, use(0, 'u64'));
    e.code.line(`store volatile ${type} ${use(1, rep)}, ptr ${at}, align ${bytes}`);
    return undefined;
  };
}

function unaryFloat(name: string): Intrinsic {
  return (e, _i, use) => ({
    rep: 'f64',
    text: e.code.value(`call double @llvm.${name}.f64(double ${use(0, 'f64')})`),
  });
}

function memory(name: string): Intrinsic {
  return (e, _i, use) => {
    const to = pointer(e, use(0, 'u64'));
    const from = pointer(e, use(1, 'u64'));
    e.code.line(`call void @llvm.${name}.p0.p0.i64(ptr ${to}, ptr ${from}, i64 ${use(2, 'u64')}, i1 false)`);
    return undefined;
  };
}

const same: Intrinsic = (e, i) => e.value(i.args[0]);

const INTRINSICS: Record<string, Intrinsic> = {
  load8: load('i8', 'u8'),
  load16: load('i16', 'u16'),
  load32: load('i32', 'u32'),
  load64: load('i64', 'u64'),
  loadF64: load('double', 'f64'),
  loadF32: (e, _i, use) => {
    const raw = e.code.value(`load float, ptr ${pointer(e, use(0, 'u64'))}, align 1`);
    return { rep: 'f64', text: e.code.value(`fpext float ${raw} to double`) };
  },
  store8: store('i8', 'u8'),
  store16: store('i16', 'u16'),
  store32: store('i32', 'u32'),
  store64: store('i64', 'u64'),
  storeF64: store('double', 'f64'),
  storeF32: (e, _i, use) => {
    const at = pointer(e, use(0, 'u64'));
    const narrow = e.code.value(`fptrunc double ${use(1, 'f64')} to float`);
    e.code.line(`store float ${narrow}, ptr ${at}, align 1`);
    return undefined;
  },
  volatileLoad8: volatileLoad('i8', 'u8', 1),
  volatileLoad16: volatileLoad('i16', 'u16', 2),
  volatileLoad32: volatileLoad('i32', 'u32', 4),
  volatileLoad64: volatileLoad('i64', 'u64', 8),
  volatileStore8: volatileStore('i8', 'u8', 1),
  volatileStore16: volatileStore('i16', 'u16', 2),
  volatileStore32: volatileStore('i32', 'u32', 4),
  volatileStore64: volatileStore('i64', 'u64', 8),
  fence: (e) => {
    e.code.line('fence seq_cst');
    return undefined;
  },
  copyMemory: memory('memcpy'),
  moveMemory: memory('memmove'),
  fillMemory: (e, _i, use) => {
    const to = pointer(e, use(0, 'u64'));
    e.code.line(
      `call void @llvm.memset.p0.i64(ptr ${to}, i8 ${use(1, 'u8')}, i64 ${use(2, 'u64')}, i1 false)`,
    );
    return undefined;
  },
  prefetch: (e, _i, use) => {
    e.code.line(`call void @llvm.prefetch.p0(ptr ${pointer(e, use(0, 'u64'))}, i32 0, i32 3, i32 1)`);
    return undefined;
  },
  equalMemory: (e, _i, use) => {
    const a = pointer(e, use(0, 'u64'));
    const b = pointer(e, use(1, 'u64'));
    e.em.module.declare('memcmp', 'declare i32 @memcmp(ptr, ptr, i64)');
    const order = e.code.value(`call i32 @memcmp(ptr ${a}, ptr ${b}, i64 ${use(2, 'u64')})`);
    return { rep: 'bool', text: e.code.value(`icmp eq i32 ${order}, 0`) };
  },
  wordOf: (_e, _i, use) => ({ rep: 'u64', text: use(0, 'js') }),
  valueOfWord: (_e, _i, use) => ({ rep: 'js', text: use(0, 'u64') }),
  addressOf: (_e, _i, use) => ({ rep: 'u64', text: use(0, 'js') }),
  objectAt: (_e, _i, use) => ({ rep: 'js', text: use(0, 'u64') }),
  trust: same,
  bitsOfDouble: (e, _i, use) => ({
    rep: 'u64',
    text: e.code.value(`bitcast double ${use(0, 'f64')} to i64`),
  }),
  doubleOfBits: (e, _i, use) => ({
    rep: 'f64',
    text: e.code.value(`bitcast i64 ${use(0, 'u64')} to double`),
  }),
  codeAddress: (e, i) => {
    const fn = i.attrs.fn;
    if (fn === undefined) return undefined;
    return {
      rep: 'u64',
      text: e.em.wordOfSymbol(e.em.nativeEntry(e.em.world.instance(fn, '', undefined, 0))),
    };
  },
  callCode: (e, i, use) => {
    const args = i.args.slice(1).map((_, n) => `i64 ${use(n + 1, 'u64')}`);
    return { rep: 'u64', text: e.code.value(`call i64 ${pointer(e, use(0, 'u64'))}(${args.join(', ')})`) };
  },
  symbolAddress: (e, i) => {
    const name = i.args[0]?.attrs.value;
    if (typeof name !== 'string') throw new Error('symbolAddress needs a literal');
    if (!e.em.module.has(name)) e.em.module.declare(name, `@${name} = external global i8`);
    return { rep: 'u64', text: `ptrtoint (ptr @${name} to i64)` };
  },
  stackPointer: (e) => {
    const p = e.code.value('call ptr @llvm.stacksave.p0()');
    return { rep: 'u64', text: e.code.value(`ptrtoint ptr ${p} to i64`) };
  },
  framePointer: (e) => {
    const p = e.code.value('call ptr @llvm.frameaddress.p0(i32 0)');
    return { rep: 'u64', text: e.code.value(`ptrtoint ptr ${p} to i64`) };
  },
  countTrailingZeros64: (e, _i, use) => narrow(e, `call i64 @llvm.cttz.i64(i64 ${use(0, 'u64')}, i1 false)`),
  countLeadingZeros64: (e, _i, use) => narrow(e, `call i64 @llvm.ctlz.i64(i64 ${use(0, 'u64')}, i1 false)`),
  populationCount64: (e, _i, use) => narrow(e, `call i64 @llvm.ctpop.i64(i64 ${use(0, 'u64')})`),
  multiplyHigh64: (e, _i, use) => {
    const a = e.code.value(`zext i64 ${use(0, 'u64')} to i128`);
    const b = e.code.value(`zext i64 ${use(1, 'u64')} to i128`);
    const product = e.code.value(`mul i128 ${a}, ${b}`);
    const high = e.code.value(`lshr i128 ${product}, 64`);
    return { rep: 'u64', text: e.code.value(`trunc i128 ${high} to i64`) };
  },
  doubleOfU64: (e, _i, use) => ({ rep: 'f64', text: e.code.value(`uitofp i64 ${use(0, 'u64')} to double`) }),
  u64OfDouble: (e, _i, use) => ({
    rep: 'u64',
    text: e.code.value(`call i64 @llvm.fptoui.sat.i64.f64(double ${use(0, 'f64')})`),
  }),
  i32OfDouble: (e, _i, use) => ({
    rep: 'i32',
    text: e.code.value(`call i32 @llvm.fptosi.sat.i32.f64(double ${use(0, 'f64')})`),
  }),
  sqrt: unaryFloat('sqrt'),
  floor: unaryFloat('floor'),
  ceil: unaryFloat('ceil'),
  truncate: unaryFloat('trunc'),
  absolute: unaryFloat('fabs'),
  fusedMultiplyAdd: (e, _i, use) => ({
    rep: 'f64',
    text: e.code.value(
      `call double @llvm.fma.f64(double ${use(0, 'f64')}, double ${use(1, 'f64')}, double ${use(2, 'f64')})`,
    ),
  }),
  roundToFloat32: (e, _i, use) => {
    const single = e.code.value(`fptrunc double ${use(0, 'f64')} to float`);
    return { rep: 'f64', text: e.code.value(`fpext float ${single} to double`) };
  },
  stackWords: (e, i) => {
    const count = Number(i.args[0]?.attrs.integer ?? i.args[0]?.attrs.value ?? 0);
    return { rep: 'u64', text: e.code.value(`ptrtoint ptr ${e.code.alloca('i64', count)} to i64`) };
  },
  openObject: () => undefined,
  isAnyArray: (e, i, use) => {
    if (!e.type(i.args[0]).opaque) return { rep: 'bool', text: 'false' };
    return e.runtime('isDenseArray', { rep: 'js', text: use(0, 'js') });
  },
  arrayConstructorOf: constructorOf,
  typedConstructorOf: constructorOf,
  invokeBoxed: (e, _i, use) => {
    const fn: Value = { rep: 'js', text: use(0, 'js') };
    const entry = entryOf(e, fn, INFO_CODE);
    const words = pointer(e, use(4, 'u64'));
    return e.callEntryWords(
      entry,
      fn,
      { rep: 'js', text: use(1, 'js') },
      { rep: 'js', text: use(2, 'js') },
      use(3, 'u32'),
      words,
    );
  },
  constructBoxed: (e, _i, use) => {
    const fn: Value = { rep: 'js', text: use(0, 'js') };
    const entry = entryOf(e, fn, INFO_CONSTRUCT);
    const words = pointer(e, use(3, 'u64'));
    return e.callEntryWords(
      entry,
      fn,
      { rep: 'js', text: WORD_UNDEFINED_TEXT },
      { rep: 'js', text: use(1, 'js') },
      use(2, 'u32'),
      words,
    );
  },
};

function constructorOf(e: FunctionEmitter, _i: Instr, use: (n: number, rep: Rep) => string): Value {
  return e.runtime('getProperty', { rep: 'js', text: use(0, 'js') }, e.key('constructor'));
}

/** The code address at `offset` of a function object's info. */
function entryOf(e: FunctionEmitter, fn: Value, offset: number): Value {
  const object = e.convert(fn, 'ptr');
  const at = e.code.value(`getelementptr i8, ptr ${object}, i64 ${FUNCTION_INFO}`);
  const info = e.code.value(`load ptr, ptr ${at}`);
  const slot = e.code.value(`getelementptr i8, ptr ${info}, i64 ${offset}`);
  return { rep: 'u64', text: e.code.value(`zext i32 ${e.code.value(`load i32, ptr ${slot}`)} to i64`) };
}

function narrow(e: FunctionEmitter, text: string): Value {
  const wide = e.code.value(text);
  return { rep: 'u32', text: e.code.value(`trunc i64 ${wide} to i32`) };
}

export function intrinsic(e: FunctionEmitter, i: Instr): void {
  const name = i.attrs.name ?? '';
  const select = INTRINSICS[name];
  if (select === undefined) throw new Error(`the intrinsic ${name} has no selection`);
  const result = select(e, i, (n, rep) => e.use(i.args[n], rep));
  if (result === undefined) return;
  if (e.isNever(i)) {
    e.setNever(i);
    return;
  }
  e.set(i, result);
}
