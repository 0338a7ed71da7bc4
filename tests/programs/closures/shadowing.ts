// Inner declarations hide outer ones, in blocks, parameters and loops.
const x = 'module';
{
  const x = 'block';
  {
    let x = 'inner';
    x += '!';
    console.log(x);
  }
  console.log(x);
}
((x: string) => console.log(x))('parameter');
for (const x of ['loop']) {
  console.log(x);
  {
    const x = 'in loop';
    console.log(x);
  }
}
function f(): string {
  if (true) {
    var y = 'var escapes the block';
  }
  return y;
}
console.log(x, f());
const undefinedShadow = ((undefined: number) => undefined)(3);
console.log(undefinedShadow);
