/** Telling views of buffers from other objects, without linking what isn't used. */
import { KIND_TYPED_ARRAY } from '../../../toolchain/compiler/layout/objects.ts';
import { trust } from '../../unsafe.ts';
import { isPointer, kindOf } from '../core/values.ts';

/** Is it a typed array or a DataView? */
export function isViewObject(value: unknown): boolean {
  if (!isPointer(value)) return false;
  return kindOf(value) === KIND_TYPED_ARRAY || trust<{ $isDataView?: unknown }>(value).$isDataView === true;
}
