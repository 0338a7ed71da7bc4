// Integers, strings and mixed labels; return, continue and nested switches inside.
const name = (n: number): string => {
  switch (n) {
    case 0:
      return 'zero';
    case 1:
      return 'one';
    case 2:
    case 3:
      return 'few';
    case 10:
      return 'ten';
    case -1:
      return 'minus';
    case 2.5:
      return 'frac';
    case 1e10:
      return 'big';
    default:
      return `?${n}`;
  }
};
console.log([0, 1, 2, 3, 4, 10, -1, -0, 2.5, 1e10, NaN].map(name).join());
const kw = (s: string): number => {
  switch (s) {
    case 'if':
      return 1;
    case 'else':
      return 2;
    case 'i' + 'n':
      return 3;
    case '':
      return 4;
    default:
      return 0;
  }
};
console.log(['if', 'else', 'in', '', 'If', 'i'].map(kw).join());
let out = '';
for (let i = 0; i < 6; i++) {
  switch (i % 3) {
    case 0:
      continue;
    case 1:
      switch (i) {
        case 4:
          out += 'inner4';
          break;
      }
      out += i;
      break;
    default:
      out += '.';
  }
  out += ';';
}
console.log(out);
