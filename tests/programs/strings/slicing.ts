// slice, substring, substr and at with negative, swapped, fractional and missing arguments (ECMA-262 22.1.3).
const s = 'abcdef';
console.log(
  s.slice(2),
  s.slice(-2),
  s.slice(1, -1),
  s.slice(4, 2) === '',
  s.slice(-100, 2),
  s.slice(NaN, 1.9),
  s.slice(undefined, null as any) === '',
);
console.log(
  s.substring(4, 2),
  s.substring(-3, 2),
  s.substring(NaN),
  s.substring(2, undefined),
  s.substring(5, 100),
  s.substr(-3, 2),
  s.substr(1),
);
console.log(
  s.at(-1),
  s.at(10),
  s.at(0),
  s.charAt(9) === '',
  s.charAt(1),
  s.charCodeAt(9),
  s[1],
  s[-1 as any],
  s[6],
  s['1' as any],
  s.at(1.7),
);
