/**
 * `typeof` (ECMA-262 13.5.3): a word where the program keeps it, a test of the value where it only compares it.
 */
import type { Instr } from '../../ir/ir.ts';
import { P_BIGINT, P_STRING, P_SYMBOL } from '../../ir/types.ts';
import {
  KIND_BIGINT,
  KIND_FIRST_OBJECT,
  KIND_STRING_SLICE,
  KIND_SYMBOL,
  SHAPE_CALLABLE,
  SHAPE_FLAGS,
  SHAPE_KIND,
} from '../../layout/objects.ts';
import { WORD_FALSE, WORD_NULL, WORD_TRUE, WORD_UNDEFINED } from '../../layout/values.ts';
import { hasObjects } from '../../passes/inference/type.ts';
import type { TypeofTest } from '../../passes/inference/typeof.ts';
import type { FunctionEmitter } from '../function.ts';
import { loadShape, shapeField, testShape } from './shape-test.ts';

/** Is the `typeof` of a value this word? As an i1. */
export function typeofIs(e: FunctionEmitter, test: TypeofTest): string {
  const { value, name } = test;
  const word = e.boxed(value);
  const type = e.type(value);
  switch (name) {
    case 'number':
      return e.isNumberWord(word);
    case 'undefined':
      return e.code.value(`icmp eq i64 ${word}, ${WORD_UNDEFINED}`);
    case 'boolean': {
      const isTrue = e.code.value(`icmp eq i64 ${word}, ${WORD_TRUE}`);
      const isFalse = e.code.value(`icmp eq i64 ${word}, ${WORD_FALSE}`);
      return e.code.value(`or i1 ${isTrue}, ${isFalse}`);
    }
    case 'string':
      if (isOnlyPointer(type.prims & ~P_STRING) && !hasObjects(type)) return e.isPointerWord(word);
      return ofPointer(e, value, word, (shape) => compareKind(e, shape, 'ule', KIND_STRING_SLICE));
    case 'symbol':
      return ofPointer(e, value, word, (shape) => compareKind(e, shape, 'eq', KIND_SYMBOL));
    case 'bigint':
      return ofPointer(e, value, word, (shape) => compareKind(e, shape, 'eq', KIND_BIGINT));
    case 'function':
      return ofPointer(e, value, word, (shape) => isCallableShape(e, shape, 'ne'));
    case 'object': {
      const isNull = e.code.value(`icmp eq i64 ${word}, ${WORD_NULL}`);
      const isObject = ofPointer(e, value, word, (shape) => {
        const plain = isCallableShape(e, shape, 'eq');
        if ((type.prims & (P_STRING | P_SYMBOL | P_BIGINT)) === 0) return plain;
        return e.code.value(`and i1 ${plain}, ${compareKind(e, shape, 'uge', KIND_FIRST_OBJECT)}`);
      });
      return e.code.value(`or i1 ${isNull}, ${isObject}`);
    }
    default:
      return 'false';
  }
}

/** No primitives that are pointers. */
function isOnlyPointer(prims: number): boolean {
  return (prims & (P_STRING | P_SYMBOL | P_BIGINT)) === 0;
}

/** A test of the shape of what a word points to; false when it is no pointer. */
function ofPointer(e: FunctionEmitter, value: Instr, word: string, test: (shape: string) => string): string {
  return e.value(value).rep === 'ptr' ? test(loadShape(e, word)) : testShape(e, word, test);
}

function compareKind(e: FunctionEmitter, shape: string, condition: string, kind: number): string {
  return e.code.value(`icmp ${condition} i32 ${shapeField(e, shape, SHAPE_KIND)}, ${kind}`);
}

function isCallableShape(e: FunctionEmitter, shape: string, condition: 'eq' | 'ne'): string {
  const bit = e.code.value(`and i32 ${shapeField(e, shape, SHAPE_FLAGS)}, ${SHAPE_CALLABLE}`);
  return e.code.value(`icmp ${condition} i32 ${bit}, 0`);
}
