/**
 * Finds the calls and traps in x86-64 machine code, by the length of each instruction (Intel SDM 2, 2.1 and the opcode
 * maps of its appendix A). Knows what LLVM makes for x86-64-v2: no VEX, no EVEX.
 */

const OPERAND_SIZE = 0x66;
const TWO_BYTES = 0x0f;
const CALL = 0xe8;
const GROUP_5 = 0xff;
const UD2 = 0x0b;

/** The offsets of all calls and traps in the code of one function. Throws when the code doesn't end with an instruction. */
export function callSites(code: Uint8Array): readonly number[] {
  const sites: number[] = [];
  let at = 0;
  while (at < code.length) {
    const { length, isSite } = instructionAt(code, at);
    if (isSite) sites.push(at);
    at += length;
  }
  if (at !== code.length) throw new Error('machine code that ends inside an instruction');
  return sites;
}

interface Instruction {
  readonly length: number;
  readonly isSite: boolean;
}

function instructionAt(code: Uint8Array, start: number): Instruction {
  let at = start;
  let isShort = false;
  for (; isPrefix(code[at]); at++) isShort ||= code[at] === OPERAND_SIZE;
  const rex = ((code[at] ?? 0) & 0xf0) === 0x40 ? (code[at++] ?? 0) : 0;
  const isWide = (rex & 8) !== 0;
  const immediate = isShort && !isWide ? 2 : 4;
  const opcode = code[at++] ?? 0;
  if (opcode === TWO_BYTES) return longOpcode(code, start, at);
  const operand = code[at] ?? 0;
  const extension = (operand >> 3) & 7;
  const end = hasOperand(opcode) ? at + operandLength(code, at) : at;
  return {
    length: end + immediateLength(opcode, extension, immediate, isWide) - start,
    isSite: opcode === CALL || (opcode === GROUP_5 && (extension === 2 || extension === 3)),
  };
}

function longOpcode(code: Uint8Array, start: number, at: number): Instruction {
  const opcode = code[at] ?? 0;
  if (opcode === UD2) return { length: at + 1 - start, isSite: true };
  if (opcode === 0x38 || opcode === 0x3a) {
    const end = at + 2 + operandLength(code, at + 2) + (opcode === 0x3a ? 1 : 0);
    return { length: end - start, isSite: false };
  }
  if (opcode >= 0x80 && opcode <= 0x8f) return { length: at + 5 - start, isSite: false };
  if (isAlone(opcode)) return { length: at + 1 - start, isSite: false };
  const byte = (opcode >= 0x70 && opcode <= 0x73) || IMMEDIATE_BYTE.has(opcode) ? 1 : 0;
  return { length: at + 1 + operandLength(code, at + 1) + byte - start, isSite: false };
}

function isPrefix(byte = 0): boolean {
  return (
    byte === OPERAND_SIZE ||
    byte === 0x67 ||
    byte === 0xf0 ||
    byte === 0xf2 ||
    byte === 0xf3 ||
    byte === 0x64 ||
    byte === 0x65 ||
    (byte & 0xe7) === 0x26
  );
}

/** Two-byte opcodes with a ModRM operand and one byte behind it. */
const IMMEDIATE_BYTE: ReadonlySet<number> = new Set([0xa4, 0xac, 0xba, 0xc2, 0xc4, 0xc5, 0xc6]);

/** Two-byte opcodes with nothing behind them. */
function isAlone(opcode: number): boolean {
  return (
    (opcode >= 0x05 && opcode <= 0x09) ||
    (opcode >= 0x30 && opcode <= 0x37) ||
    opcode === 0x77 ||
    (opcode >= 0xa0 && opcode <= 0xa2) ||
    (opcode >= 0xa8 && opcode <= 0xaa) ||
    (opcode >= 0xc8 && opcode <= 0xcf)
  );
}

/** Does a one-byte opcode have a ModRM operand? */
function hasOperand(opcode: number): boolean {
  if (opcode < 0x40) return (opcode & 7) < 4;
  return (
    opcode === 0x63 ||
    opcode === 0x69 ||
    opcode === 0x6b ||
    (opcode >= 0x80 && opcode <= 0x8f) ||
    opcode === 0xc0 ||
    opcode === 0xc1 ||
    opcode === 0xc6 ||
    opcode === 0xc7 ||
    (opcode >= 0xd0 && opcode <= 0xd3) ||
    (opcode >= 0xd8 && opcode <= 0xdf) ||
    opcode === 0xf6 ||
    opcode === 0xf7 ||
    opcode >= 0xfe
  );
}

/** ModRM, SIB and displacement. */
function operandLength(code: Uint8Array, at: number): number {
  const operand = code[at] ?? 0;
  const mode = operand >> 6;
  const register = operand & 7;
  if (mode === 3) return 1;
  const scaled = register === 4 ? 1 : 0;
  if (mode === 1) return 2 + scaled;
  if (mode === 2) return 5 + scaled;
  const hasAddress = register === 5 || (register === 4 && ((code[at + 1] ?? 0) & 7) === 5);
  return 1 + scaled + (hasAddress ? 4 : 0);
}

function immediateLength(opcode: number, extension: number, size: number, isWide: boolean): number {
  if (opcode < 0x40) return (opcode & 7) === 4 ? 1 : (opcode & 7) === 5 ? size : 0;
  if (opcode >= 0x70 && opcode <= 0x7f) return 1;
  if (opcode >= 0xa0 && opcode <= 0xa3) return 8;
  if (opcode >= 0xb0 && opcode <= 0xb7) return 1;
  if (opcode >= 0xb8 && opcode <= 0xbf) return isWide ? 8 : size;
  if (opcode >= 0xe0 && opcode <= 0xe7) return 1;
  switch (opcode) {
    case 0x6a:
    case 0x6b:
    case 0x80:
    case 0x83:
    case 0xa8:
    case 0xc0:
    case 0xc1:
    case 0xc6:
    case 0xcd:
    case 0xeb:
      return 1;
    case 0xc2:
      return 2;
    case 0xc8:
      return 3;
    case CALL:
    case 0xe9:
      return 4;
    case 0x68:
    case 0x69:
    case 0x81:
    case 0xa9:
    case 0xc7:
      return size;
    case 0xf6:
      return extension < 2 ? 1 : 0;
    case 0xf7:
      return extension < 2 ? size : 0;
    default:
      return 0;
  }
}
