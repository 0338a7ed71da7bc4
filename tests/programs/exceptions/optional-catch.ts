// catch without a binding; let and const inside the three blocks are separate.
let x = 'outer';
try {
  let x = 'try';
  x += '!';
  throw x;
} catch {
  let x = 'catch';
  x += '!';
  console.log(x);
} finally {
  let x = 'finally';
  x += '!';
  console.log(x);
}
console.log(x);
const parse = (s: string): unknown => {
  try {
    return JSON.parse(s);
  } catch {
    return 'bad';
  }
};
console.log(parse('1'), parse('{'), parse('"s"'), parse(''));
