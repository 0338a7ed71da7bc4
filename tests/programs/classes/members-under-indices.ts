// Class members and object methods under indices; enum members that are computed from others; parameters beside names of the body.
class A { get 9(): string { return 'nine'; } 123(): string { return 'n'; } static 7(): number { return 7; } set 8(v: number) { console.log('set', v); } }
const a = new A() as A & Record<number, unknown>;
console.log(a[9], a[123](), A[7](), 9 in a, Object.keys(a));
a[8] = 4;
const o = { 5() { return 'five'; }, get 6() { return 'six'; }, '7': () => 'seven' };
console.log(o[5](), o[6], o[7]());
enum E { A = 'x'.length, B = A + 1, D = E.B * 2 } 
console.log(E.A, E.B, E.D, E[1]);
let x = 1; function f(a = x, b = () => x) { let x = 5; return [a, b(), x]; } console.log(f());
function k(a: number, b = () => a) { var a: number; const r = [a, b()]; a = 7; return [...r, a]; } console.log(k(1));
class Q { m(v = x, w = (): number => x) { const x = 9; return v + w() + x; } constructor(q = x) { const x = 3; console.log(q, x); } } console.log(new Q().m());
const arrow2 = (v = x, { z = x } = {}): number[] => { const x = 100; return [v, z, x]; }; console.log(arrow2());
