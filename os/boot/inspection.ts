/**
 * What `console.log` and `util.inspect` show of an object that its properties don't tell: a promise's state, what an
 * iterator has left. Runs before the program's own modules, and only in programs that reach os/node/inspect/brands.ts.
 */
import { useEngineFacts } from '../node/inspect/brands.ts';
import { inspect } from '../node/inspect/inspect.ts';
import { MapIterator } from '../runtime/collections/map.ts';
import { SetIterator } from '../runtime/collections/set.ts';
import { PromiseGlobal } from '../runtime/promise/promise.ts';
import { useInspector } from './main.ts';

/** Tells the printing of values what the run time knows. */
export function installInspection(): void {
  useInspector(inspect);
  useEngineFacts({
    promiseOutcome: (value) => {
      if (!PromiseGlobal.$isPromise(value)) return undefined;
      const state = value.$state;
      return state === 'pending' ? undefined : { isRejected: state === 'rejected', value: value.$result };
    },
    iteratorRest: (value) => {
      if (!(value instanceof MapIterator || value instanceof SetIterator)) return undefined;
      return { isOfPairs: value.$isOfPairs, values: value.$rest() };
    },
  });
}
