// Built-in constructors as functions, through call, apply and bind; classes refuse to be called.
const t = (name: string, f: () => unknown): void => {
  try {
    console.log(name, f());
  } catch (error) {
    console.log(name, String(error));
  }
};
t('Number', () => Number.call(null, '7'));
t('String', () => String.call(null, 5));
t('Object', () => Object.call(null, 5));
t('Error', () => (Error.call(null, 'x') as Error).message);
t('Symbol', () => (Symbol.call(null, 'x') as symbol).toString());
t('Boolean', () => Boolean.apply(null, [1]));
t('Array', () => Array.apply(null, Array(2) as unknown as []));
t('Array 3', () => Array.call(null, 1, 2, 3));
t('bound', () => (Array.bind(null, 1) as unknown as (n: number) => number[])(2));
t('Map', () => (Map as unknown as Function).call(null));
class Own {}
t('Own', () => (Own as unknown as Function).call({}));
t('Own bound', () => (Own as unknown as Function).bind(null)());
console.log(typeof globalThis, typeof globalThis === 'object', typeof (globalThis as { nothing?: unknown }).nothing);
