/**
 * Tests of an object's shape, which tell its abstract object.
 */
import { KIND_ARRAY, SHAPE_ARGUMENTS, SHAPE_FLAGS, SHAPE_KIND } from '../../layout/objects.ts';
import type { AbstractObject } from '../../passes/inference/objects.ts';
import type { FunctionEmitter } from '../function.ts';
import { field, load } from './memory.ts';

/** A test of the shape (an i32) of what a word points to; false when the word is no pointer. */
export function testShape(e: FunctionEmitter, word: string, test: (shape: string) => string): string {
  const start = e.code.label;
  const look = e.code.fresh('shape');
  const done = e.code.fresh('done');
  e.code.branch(e.isPointerWord(word), look, done);
  e.code.start(look);
  const result = test(loadShape(e, word));
  const end = e.code.label;
  e.code.jump(done);
  e.code.start(done);
  return e.code.value(`phi i1 [ false, %${start} ], [ ${result}, %${end} ]`);
}

/** The shape of what a word that is a pointer leads to, as an i32. */
export function loadShape(e: FunctionEmitter, word: string): string {
  const pointer = e.code.value(`inttoptr i64 ${word} to ptr`);
  return load(e, 'i32', pointer, 'shape');
}

/** A field of a shape. */
export function shapeField(e: FunctionEmitter, shape: string, offset: number): string {
  const at = field(e, e.code.value(`inttoptr i32 ${shape} to ptr`), offset);
  return e.code.value(`load i32, ptr ${at}`);
}

/** Is the word an object with one of these objects' shapes? */
export function hasShapeOf(e: FunctionEmitter, word: string, objects: readonly AbstractObject[]): string {
  if (objects.length === 0) return 'false';
  return testShape(e, word, (shape) => {
    let any = 'false';
    for (const o of objects) {
      const test = e.code.value(`icmp eq i32 ${shape}, ${e.shapeConstant(o)}`);
      any = any === 'false' ? test : e.code.value(`or i1 ${any}, ${test}`);
    }
    return any;
  });
}

/** Is the word laid out as an array, and no `arguments` object? */
export function isArrayWord(e: FunctionEmitter, word: string): string {
  return testShape(e, word, (shape) => {
    const isArray = e.code.value(`icmp eq i32 ${shapeField(e, shape, SHAPE_KIND)}, ${KIND_ARRAY}`);
    const bit = e.code.value(`and i32 ${shapeField(e, shape, SHAPE_FLAGS)}, ${SHAPE_ARGUMENTS}`);
    return e.code.value(`and i1 ${isArray}, ${e.code.value(`icmp eq i32 ${bit}, 0`)}`);
  });
}

/**
 * Is the word one of these objects, whatever became of it? Open objects change their shapes when properties are added or
 * redefined; their inline slots stay in place.
 */
export function isOneOf(e: FunctionEmitter, word: string, objects: readonly AbstractObject[]): string {
  const has = hasShapeOf(e, word, objects);
  const open = objects.filter((o) => e.em.layouts.of(o).open);
  if (open.length === 0) return has;
  const start = e.code.label;
  const changed = e.code.fresh('changed');
  const done = e.code.fresh('done');
  e.code.branch(has, done, changed, 'yes');
  e.code.start(changed);
  let any = 'false';
  for (const o of open) {
    const shape = e.em.wordOfSymbol(e.em.shapeOf(o));
    const came = e.bool(e.runtime('cameOfShape', { rep: 'js', text: word }, { rep: 'u64', text: shape }));
    any = any === 'false' ? came : e.code.value(`or i1 ${any}, ${came}`);
  }
  const end = e.code.label;
  e.code.jump(done);
  e.code.start(done);
  return e.code.value(`phi i1 [ true, %${start} ], [ ${any}, %${end} ]`);
}
