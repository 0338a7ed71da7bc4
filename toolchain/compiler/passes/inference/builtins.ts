/**
 * What classes of os/runtime can't say by being classes (layout/natives.ts): which two names are one function, and which
 * getters are presented as data properties.
 */
import type { ClassInfo, FunctionIr, Instr, Program } from '../../ir/ir.ts';
import { symbolKey } from '../../ir/names.ts';
import { isOs } from './rooms.ts';

type Same = (program: Program, info: ClassInfo) => FunctionIr | undefined;

/** The method `name` of the same class's prototype. */
function method(name: string): Same {
  return (_, info) => methodIn(info, name);
}

/** The method `name` of another built-in's prototype. */
function methodOf(global: string, name: string): Same {
  return (program) => methodIn(program.runtimeClass(global), name);
}

/** A global function. */
function globalFunction(name: string): Same {
  return (program) => program.runtimeFunction(name);
}

function methodIn(info: ClassInfo, name: string): FunctionIr | undefined {
  return info.members.find((m) => m.name === name && !m.isStatic)?.fn;
}

/** Node's Buffer has `readUInt8` as `readUint8`, and so on. */
function spellings(): [string, Same][] {
  const sizes = ['8', '16LE', '16BE', '32LE', '32BE', 'LE', 'BE'];
  const verbs = ['read', 'write'];
  return verbs.flatMap((verb) =>
    sizes.map((size): [string, Same] => [`NumericBytes.${verb}Uint${size}`, method(`${verb}UInt${size}`)]),
  );
}

/**
 * Members that are the same function object as another (ECMA-262 21.1.2.12, 21.1.2.13, 23.1.3.40, 23.2.3.32, 23.2.3.37,
 * 24.1.3.12, 24.2.4.8, 24.2.4.13).
 */
const SHARED: ReadonlyMap<string, Same> = new Map([
  [`ArrayGlobal.${symbolKey('iterator')}`, method('values')],
  [`TypedArrayGlobal.${symbolKey('iterator')}`, method('values')],
  ['TypedArrayGlobal.toString', methodOf('Array', 'toString')],
  [`MapGlobal.${symbolKey('iterator')}`, method('entries')],
  [`SetGlobal.${symbolKey('iterator')}`, method('values')],
  ['SetGlobal.keys', method('values')],
  ['NumberGlobal.parseFloat', globalFunction('parseFloat')],
  ['NumberGlobal.parseInt', globalFunction('parseInt')],
  ...spellings(),
]);

/** The function that a member of a built-in class shares with another name, if it does. */
export function sharedWith(
  program: Program,
  info: ClassInfo | undefined,
  name: string,
): FunctionIr | undefined {
  return info !== undefined && isOs(info.key)
    ? SHARED.get(`${info.name}.${name}`)?.(program, info)
    : undefined;
}

const PROTOTYPE_CONSTANT = '$prototype$';

/** The name of the property when a member is `get $prototype$NAME()`. */
export function prototypeConstantName(name: string): string | undefined {
  return name.startsWith(PROTOTYPE_CONSTANT) ? name.slice(PROTOTYPE_CONSTANT.length) : undefined;
}

/** What a getter of a constant returns. */
export function constantOf(fn: FunctionIr): string | number {
  const value = returned(fn)?.attrs.value;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`${fn.key} must return a literal`);
  return value;
}

/** The constant or well-known symbol that a getter does nothing but return. */
export function literalOf(fn: FunctionIr): Instr | undefined {
  const value = returned(fn);
  return value?.op === 'const' || value?.op === 'symbol' ? value : undefined;
}

function returned(fn: FunctionIr): Instr | undefined {
  fn.ensureLowered();
  const last = fn.blocks.length === 1 ? fn.blocks[0]?.instrs.at(-1) : undefined;
  return last?.op === 'return' ? last.args[0] : undefined;
}

/** The built-in class whose prototype a function inherits from (ECMA-262 27.3, 27.4, 27.7). */
export function functionClass(fn: FunctionIr): string {
  if (fn.isGenerator) return fn.isAsync ? 'AsyncGeneratorFunction' : 'GeneratorFunction';
  return fn.isAsync ? 'AsyncFunction' : 'Function';
}

/** Has the prototype of a class a `constructor`? Those of built-in iterators and their kin have none (27.1.2, 23.1.5.2). */
export function hasConstructorProperty(info: ClassInfo): boolean {
  return !info.trusted || info.name.endsWith('Global');
}
