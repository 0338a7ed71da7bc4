/**
 * The types that debuggers see: one for each way in which a value is held. What they are called is how the printers of
 * toolchain/debugger/ know them.
 */
import { type Rep, widthOf } from './rep.ts';

/** A type's node; `BASE` in it stands for the node of `base`. */
export interface DebugType {
  readonly name: string;
  readonly text: string;
  readonly base?: string;
}

const WORD = '!DIBasicType(name: "u64", size: 64, encoding: DW_ATE_unsigned)';
const DOUBLE = '!DIBasicType(name: "f64", size: 64, encoding: DW_ATE_float)';

/** The type of values that are held like this. */
export function debugType(rep: Rep): DebugType {
  switch (rep) {
    case 'js':
    case 'never':
    case 'void':
      return named('Value', WORD);
    case 'ptr':
      return named('Pointer', WORD);
    case 'f64u':
      return named('NumberOrUndefined', DOUBLE);
    case 'f64':
      return basic('number', 64, 'DW_ATE_float', rep);
    case 'i32':
      return basic('number', 32, 'DW_ATE_signed', rep);
    case 'i64':
      return basic('number', 64, 'DW_ATE_signed', rep);
    case 'bool':
      return basic('boolean', 8, 'DW_ATE_boolean', rep);
    default:
      return basic(rep, Number(rep.slice(1)), rep.startsWith('u') ? 'DW_ATE_unsigned' : 'DW_ATE_signed', rep);
  }
}

/** Bits of a field that is held like this. */
export function sizeOf(rep: Rep): number {
  if (rep === 'bool') return 8;
  return widthOf(rep) || 64;
}

function named(name: string, base: string): DebugType {
  return { name, text: `!DIDerivedType(tag: DW_TAG_typedef, name: "${name}", baseType: BASE)`, base };
}

function basic(name: string, size: number, encoding: string, key: string): DebugType {
  return { name: key, text: `!DIBasicType(name: "${name}", size: ${size}, encoding: ${encoding})` };
}
