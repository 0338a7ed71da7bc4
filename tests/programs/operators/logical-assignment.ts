// &&=, ||=, ??= assign only when they must; the target is evaluated once (ECMA-262 13.15.2).
const log: string[] = [];
const o: any = {
  _a: 0,
  get a() {
    log.push('get');
    return this._a;
  },
  set a(v) {
    log.push(`set ${v}`);
    this._a = v;
  },
};
const obj = (): any => (log.push('obj'), o);
obj().a ||= 5;
obj().a ||= 6;
obj().a &&= 7;
obj().a ??= 8;
console.log(log.join(), o._a);
let x: any = null;
x ??= 'set';
x ??= 'not';
let y: any = '';
y &&= 'no';
y ||= 'yes';
console.log(x, y, (x &&= 0), (x ||= x ??= 3));
const frozen: any = Object.freeze({ v: 1 });
console.log((frozen.v ||= 2));
try {
  frozen.v &&= 2;
} catch (e) {
  console.log((e as Error).name);
}
