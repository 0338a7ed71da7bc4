// Cases are compared with === in order, default may stand anywhere, and control falls through.
const f = (x: unknown): string => {
  const out: string[] = [];
  switch (x) {
    case 1:
      out.push('one');
    case 2:
      out.push('two');
      break;
    default:
      out.push('default');
    case 3:
      out.push('three');
      break;
    case '1':
      out.push('string');
    case NaN:
      out.push('nan');
  }
  return out.join('+');
};
console.log([1, 2, 3, '1', NaN, null, -0].map(f).join(' | '));
const order: number[] = [];
const t = (n: number): number => (order.push(n), n);
switch (t(2)) {
  case t(0):
  case t(1):
    break;
  case t(2):
    order.push(99);
  case t(3):
    order.push(100);
}
console.log(order.join());
switch (1) {
}
switch (true as boolean) {
  case order.length > 100:
    console.log('many');
    break;
  case order.length > 3:
    console.log('some');
}
