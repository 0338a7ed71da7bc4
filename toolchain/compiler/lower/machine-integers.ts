/**
 * The machine integers of trusted rooms (os/unsafe.ts): conversions between them and ordinary values, and arithmetic.
 * An operation is done in the wider operand's type, at equal widths in the unsigned one; a constant takes the type of the
 * other operand. With an ordinary number on the other side the machine integer becomes a number.
 */
import ts from 'typescript';
import type { Instr } from '../ir/ir.ts';
import type { IrType, MachineInt } from '../ir/types.ts';
import { typeOfName } from './bindings.ts';
import { lowerExpression } from './expressions.ts';
import type { FunctionLowering } from './function-lowering.ts';

const WIDTHS: Readonly<Record<MachineInt, number>> = {
  u8: 8,
  u16: 16,
  u32: 32,
  u64: 64,
  i8: 8,
  i16: 16,
  i32: 32,
  i64: 64,
};
const UNSIGNED: Readonly<Record<MachineInt, MachineInt>> = {
  u8: 'u8',
  u16: 'u16',
  u32: 'u32',
  u64: 'u64',
  i8: 'u8',
  i16: 'u16',
  i32: 'u32',
  i64: 'u64',
};

export function isMachine(type: IrType): type is MachineInt {
  return type in WIDTHS;
}

/** The integer as the type holds it. */
export function wrap(integer: bigint, type: MachineInt): bigint {
  return type.startsWith('u') ? BigInt.asUintN(WIDTHS[type], integer) : BigInt.asIntN(WIDTHS[type], integer);
}

/** The value as an ordinary JavaScript value. */
export function toJs(f: FunctionLowering, value: Instr): Instr {
  if (value.type === 'js') return value;
  if (value.type === 'void') return f.undefined();
  if (value.type === 'bool') return f.b.emit('frombool', [value]);
  if (value.op === 'int' && value.attrs.integer !== undefined) return f.constant(Number(value.attrs.integer));
  return f.b.emit('convert', [value], {}, 'js');
}

/** The value as a type: implicit conversion on assignment, argument and return. */
export function coerce(f: FunctionLowering, value: Instr, type: IrType): Instr {
  if (value.type === type) return value;
  if (type === 'js') return toJs(f, value);
  if (type === 'void') return value;
  if (type === 'bool') return toBool(f, value);
  if (!isMachine(type)) return f.b.emit('convert', [value], {}, type);
  if (value.op === 'int' && value.attrs.integer !== undefined)
    return f.b.int(wrap(value.attrs.integer, type), type);
  const constant = value.op === 'const' ? value.attrs.value : undefined;
  if (typeof constant === 'number' && Number.isSafeInteger(constant))
    return f.b.int(wrap(BigInt(constant), type), type);
  return f.b.emit('convert', [value.type === 'void' ? f.undefined() : value], {}, type);
}

/** ToBoolean. */
export function toBool(f: FunctionLowering, value: Instr): Instr {
  if (value.type === 'bool') return value;
  if (isMachine(value.type)) {
    return f.b.emit('int.compare', [value, f.b.int(0n, value.type)], { operator: '!=' });
  }
  return f.b.emit('truthy', [toJs(f, value)]);
}

/** Lowers an expression whose value is wanted as a type; integer constants are exact. */
export function lowerAs(f: FunctionLowering, node: ts.Expression, type: IrType): Instr {
  if (isMachine(type)) {
    const integer = f.program.constants.evaluate(f.module, node)?.integer;
    if (integer !== undefined) return f.b.int(wrap(integer, type), type);
  }
  const value = lowerExpression(f, node);
  f.at(node);
  return coerce(f, value, type);
}

/** The type in which two machine integers are combined. */
export function commonType(a: MachineInt, b: MachineInt): MachineInt {
  if (WIDTHS[a] !== WIDTHS[b]) return WIDTHS[a] > WIDTHS[b] ? a : b;
  return a === b ? a : UNSIGNED[a];
}

/** Both operands of a binary operator; machine integers of one type if both are, else whatever they are. */
export function lowerOperands(
  f: FunctionLowering,
  left: ts.Expression,
  right: ts.Expression,
): [Instr, Instr] {
  if (!f.trusted) return [lowerExpression(f, left), lowerExpression(f, right)];
  const { constants } = f.program;
  const leftConstant = constants.evaluate(f.module, left);
  const rightConstant = constants.evaluate(f.module, right);
  if (leftConstant?.integer !== undefined && rightConstant === undefined) {
    const b = lowerExpression(f, right);
    return isMachine(b.type)
      ? [f.b.int(wrap(leftConstant.integer, b.type), b.type), b]
      : [lowerExpression(f, left), b];
  }
  const a = lowerExpression(f, left);
  if (rightConstant?.integer !== undefined && isMachine(a.type)) {
    return [a, f.b.int(wrap(rightConstant.integer, a.type), a.type)];
  }
  return unify(f, a, lowerExpression(f, right));
}

/** Brings two machine integers to one type; a machine integer beside an ordinary value becomes ordinary. */
export function unify(f: FunctionLowering, a: Instr, b: Instr): [Instr, Instr] {
  if (isMachine(a.type) && isMachine(b.type)) {
    const type = commonType(a.type, b.type);
    return [coerce(f, a, type), coerce(f, b, type)];
  }
  if (isMachine(a.type) || isMachine(b.type)) return [toJs(f, a), toJs(f, b)];
  return [a, b];
}

/** `a operator b` on machine integers of one type. */
export function integerBinary(
  f: FunctionLowering,
  node: ts.Node,
  operator: string,
  a: Instr,
  b: Instr,
): Instr {
  if (operator === '**') f.program.report('machineInteger', node, "'**'");
  if (operator === '>>>' && isMachine(a.type)) {
    const type = UNSIGNED[a.type];
    return f.emit(node, 'int.binary', [coerce(f, a, type), coerce(f, b, type)], { operator: '>>' }, type);
  }
  return f.emit(node, 'int.binary', [a, b], { operator }, a.type);
}

/** `-x`, `+x`, `~x` on a machine integer. */
export function integerUnary(
  f: FunctionLowering,
  node: ts.PrefixUnaryExpression,
  value: Instr,
  type: MachineInt,
): Instr {
  switch (node.operator) {
    case ts.SyntaxKind.MinusToken:
      return f.emit(node, 'int.binary', [f.b.int(0n, type), value], { operator: '-' }, type);
    case ts.SyntaxKind.TildeToken:
      return f.emit(node, 'int.binary', [value, f.b.int(wrap(-1n, type), type)], { operator: '^' }, type);
    default:
      return value;
  }
}

/** An expression that is a constant; one of machine integers has the value that they give. */
export function lowerConstant(f: FunctionLowering, node: ts.Expression): Instr | undefined {
  const constant = f.program.constants.evaluate(f.module, node);
  const type = f.trusted && constant !== undefined ? staticMachineType(f, node) : undefined;
  if (constant === undefined || type === undefined) return constant && f.constant(constant.value);
  return constant.integer === undefined ? undefined : f.b.int(wrap(constant.integer, type), type);
}

/** The machine type that an expression will have when it is lowered, as far as the tree and declarations tell. */
export function staticMachineType(f: FunctionLowering, expression: ts.Expression): MachineInt | undefined {
  let node = expression;
  while (ts.isParenthesizedExpression(node)) node = node.expression;
  if (ts.isAsExpression(node)) {
    if (node.type.kind === ts.SyntaxKind.NumberKeyword) return undefined;
    return f.program.hints.machineOfTypeNode(f.module, node.type) ?? staticMachineType(f, node.expression);
  }
  if (ts.isIdentifier(node)) {
    const type = typeOfName(f, node);
    return isMachine(type) ? type : undefined;
  }
  if (ts.isPrefixUnaryExpression(node)) return staticMachineType(f, node.operand);
  if (ts.isConditionalExpression(node))
    return staticMachineType(f, node.whenTrue) ?? staticMachineType(f, node.whenFalse);
  if (ts.isBinaryExpression(node)) return staticBinaryType(f, node);
  return f.program.hints.machineOfNode(f.module, node);
}

function staticBinaryType(f: FunctionLowering, node: ts.BinaryExpression): MachineInt | undefined {
  const kind = node.operatorToken.kind;
  const isArithmetic = kind >= ts.SyntaxKind.PlusToken && kind <= ts.SyntaxKind.CaretToken;
  if (!isArithmetic) return undefined;
  const a = staticMachineType(f, node.left);
  const b = staticMachineType(f, node.right);
  const { constants } = f.program;
  if (a !== undefined && b !== undefined) return commonType(a, b);
  if (a !== undefined && constants.evaluate(f.module, node.right)?.integer !== undefined) return a;
  return b !== undefined && constants.evaluate(f.module, node.left)?.integer !== undefined ? b : undefined;
}
