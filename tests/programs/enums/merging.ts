// Enums declared twice merge; namespaces merge with enums and functions.
enum A {
  X = 1,
}
enum A {
  Y = 2,
}
namespace A {
  export const parse = (s: string): A => A[s as 'X'];
}
function greet(name: string): string {
  return `${greet.prefix} ${name}`;
}
namespace greet {
  export let prefix = 'hello';
}
namespace Deep.Inner {
  export const v = 1;
  const hidden = 2;
  export const sum = v + hidden;
}
console.log(A.X, A.Y, A[2], A.parse('Y'), greet('you'), Deep.Inner.sum, Object.keys(Deep.Inner).join());
greet.prefix = 'bye';
console.log(greet('you'));
