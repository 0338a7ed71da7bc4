// Function declarations are there from the start, `var` is undefined until assigned, `let` and `const` throw.
console.log(typeof declared, declared());
const readVar = (): unknown => lateVar;
const readLet = (): unknown => lateLet;
console.log(typeof readVar());
try {
  console.log(readLet());
} catch (error) {
  console.log((error as Error).name, '-', (error as Error).message);
}
function declared(): string {
  return 'hoisted';
}
var lateVar = 1;
let lateLet = 2;
console.log(lateVar, lateLet);
{
  console.log(inBlock());
  function inBlock(): string {
    return 'block function';
  }
}
