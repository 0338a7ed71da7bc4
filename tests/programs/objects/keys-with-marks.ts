// Keys that look like private names, symbols and other notations of compilers.
const colors: Record<string, string> = { '#fff': 'white', '#000': 'black', plain: 'x' };
console.log(colors, Object.keys(colors), colors['#fff'], '#000' in colors, JSON.stringify(colors));
class A { '#s' = 1; '@@iterator' = 2; }
console.log(new A(), Object.keys(new A()));
const o = { '@@iterator': 1, '@@toPrimitive': 2, '#a@1': 4 }; console.log(o, Object.keys(o));
class Odd {
  get 'a-b'(): number { return 1; }
  get a_b(): number { return 2; }
  get 'a b'(): number { return 3; }
  'x.y'(): number { return 4; }
  x_y(): number { return 5; }
}
const odd = new Odd() as Odd & Record<string, unknown>;
console.log(odd['a-b'], odd.a_b, odd['a b'], odd['x.y'](), odd.x_y());
const key = ['a-b', 'a_b', 'a b'][Date.now() > 0 ? 0 : 1] as string;
console.log(odd[key], Reflect.get(odd, 'a b'));
const css: Record<string, number> = {};
css['#id'] = 1;
css['@@x'] = 2;
css['@media'] = 3;
css['\uffff#x'] = 4;
for (const name in css) console.log(JSON.stringify(name), css[name]);
