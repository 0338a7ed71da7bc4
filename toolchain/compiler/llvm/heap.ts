/**
 * What a build says of the heap, and the words of the image through which compiled code and os/ share it and what
 * lookups remember (layout/heap.ts, layout/objects.ts).
 */
import type { HeapOptions } from '../api.ts';
import {
  CLASS_COUNT,
  COLLECT_STEPS,
  COLLECTION_SYMBOL,
  FREE_LISTS_SYMBOL,
  HEAP_BOUND_SYMBOL,
  MARKING_SYMBOL,
} from '../layout/heap.ts';
import { EPOCH_SYMBOL } from '../layout/objects.ts';
import type { ModuleBuilder } from './module.ts';

/** What a project without a configuration has. */
export const DEFAULT_HEAP: HeapOptions = { collection: COLLECT_STEPS, boundBytes: 0 };

export interface EmitOptions {
  /** Debug builds: compiled code checks what inference proved. */
  readonly verifies: boolean;
  readonly heap: HeapOptions;
}

export function addHeapGlobals(module: ModuleBuilder, { collection, boundBytes }: HeapOptions): void {
  module.addGlobal(FREE_LISTS_SYMBOL, `internal global [${CLASS_COUNT} x i64] zeroinitializer, align 64`);
  module.addGlobal(MARKING_SYMBOL, 'internal global i8 0');
  module.addGlobal(EPOCH_SYMBOL, 'internal global i32 1');
  module.addGlobal(COLLECTION_SYMBOL, `internal constant i64 ${collection}`);
  module.addGlobal(HEAP_BOUND_SYMBOL, `internal constant i64 ${boundBytes}`);
}
