// Variables from several levels out, written from the innermost.
function l1(a: number) {
  let sum = 0;
  return function l2(b: number) {
    return function l3(c: number) {
      return (d: number): string => {
        sum += a + b + c + d;
        a++;
        return `${sum} ${a}`;
      };
    };
  };
}
const x = l1(1);
const y = x(10)(100);
console.log(y(1000));
console.log(y(1000));
console.log(x(0)(0)(0));
