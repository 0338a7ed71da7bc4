// Errors of operations that hardly ever fail, in functions where nothing else does.
export {};
function put(list: number[], index: number): void {
  list[index] = 7;
}
const frozen = [1, 2, 3];
put(frozen, 1);
Object.freeze(frozen);
for (const index of [0, 3]) {
  try {
    put(frozen, index);
    console.log('written');
  } catch (error) {
    console.log(String(error));
  }
}
const fixed = Object.preventExtensions([1]);
put(fixed, 0);
try {
  put(fixed, 1);
} catch (error) {
  console.log(String(error));
}
console.log(frozen, fixed);
function twice(text: string): string {
  return text + text;
}
let text = 'abcdefgh';
try {
  for (let i = 0; i < 40; i++) text = twice(text);
} catch (error) {
  console.log(String(error));
}
