// Members may be computed from earlier ones, functions and strings; the object is ordinary and mutable.
enum E {
  A = 1 << 3,
  B = A | 2,
  C = 'abc'.length,
  D = B * 2 + 0.5,
  F = ~A,
}
console.log(E.A, E.B, E.C, E.D, E.F, E[10], E[20.5], E[-9]);
(E as Record<string, unknown>)['New'] = 'added';
console.log((E as Record<string, unknown>)['New'], typeof E, Object.prototype.toString.call(E));
