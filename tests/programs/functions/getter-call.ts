// A call through a getter calls what the getter returns, with the object as `this`.
let gets = 0;
const o = {
  v: 'me',
  get m(): (this: { v: string }) => string {
    gets++;
    return function () {
      return this.v;
    };
  },
};
console.log(o.m(), o.m.call({ v: 'other' }), gets);
const optional: { m?: () => string; n?: { m(): string } } = {};
console.log(optional.m?.(), optional.n?.m(), optional.n?.m().length);
