// Callee, then arguments left to right, then the check that it is callable (ECMA-262 13.3.6).
const log: string[] = [];
const t = <T>(name: string, value: T): T => (log.push(name), value);
t('f', (..._: unknown[]) => 0)(t('a', 1), t('b', 2), ...t('c', [3]));
try {
  (t('not a function', null) as unknown as (x: unknown) => void)(t('argument', 1));
} catch (e) {
  log.push((e as Error).name);
}
const o: Record<string, number> = {};
o[t('key', 'k')] = t('value', 1);
t('obj', o)[t('key2', 'k')]! += t('rhs', 2);
console.log(log.join(' > '), o['k']);
