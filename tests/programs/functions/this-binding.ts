// `this` comes from the call: a method call, call/apply/bind, or undefined in strict code; arrows take the outer one.
function who(this: unknown): string {
  return this === undefined
    ? 'undefined'
    : this === null
      ? 'null'
      : typeof this === 'object'
        ? (this as { n: string }).n
        : `${typeof this} ${String(this)}`;
}
const o = {
  n: 'o',
  who,
  arrow: () => typeof (globalThis as { n?: string }).n,
  nested() {
    return (() => who.call(this))();
  },
};
console.log(o.who(), o.who(), (0, o.who)(), who.call(5), who.call('s'), who.apply(null, []));
const bound = who.bind({ n: 'bound' });
console.log(bound(), bound.call({ n: 'other' }), o.arrow(), o.nested());
const extracted = o.who;
console.log(extracted());
console.log(
  [1].map(
    function (this: unknown) {
      return who.call(this);
    },
    { n: 'thisArg' },
  )[0],
);
