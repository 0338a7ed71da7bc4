// Symbol.for shares by key; keyFor gives the key back; well-known symbols are not registered.
console.log(
  Symbol.for('k') === Symbol.for('k'),
  Symbol.for('k') === (Symbol('k') as symbol),
  Symbol.keyFor(Symbol.for('k')),
  Symbol.keyFor(Symbol('k')),
  Symbol.keyFor(Symbol.iterator),
  Symbol.for('').description === '',
  Symbol.for(undefined as any).description,
  Symbol.iterator.toString(),
  Symbol.asyncIterator.description,
);
try {
  Symbol.keyFor('k' as any);
} catch (e) {
  console.log((e as Error).name);
}
