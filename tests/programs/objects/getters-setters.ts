// Accessors in literals; a getter and setter of one name are one property; a data property replaces both.
const log: string[] = [];
const o = {
  _v: 1,
  get v() {
    log.push('get');
    return this._v;
  },
  set v(x: number) {
    log.push(`set ${x}`);
    this._v = x;
  },
};
o.v++;
o.v += 10;
o.v ||= 99;
o.v &&= 7;
console.log(log.join(), o.v);
const copy = { ...o };
copy.v = 100;
console.log(copy.v, o.v, Object.getOwnPropertyDescriptor(copy, 'v')!.value);
const lazy = {
  get big(): number {
    Object.defineProperty(this, 'big', { value: 42 });
    log.push('computed');
    return this.big;
  },
};
console.log(lazy.big, lazy.big, log.filter((x) => x === 'computed').length);
