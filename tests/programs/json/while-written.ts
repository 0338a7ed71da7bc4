// Objects that change while they are written, keys of all kinds, accessors, deep and circular ones; numbers as they are read and written.
const changing: any = { a: 1, b: { toJSON: () => (delete changing.c, (changing.d = 4), 'gone') }, c: 3 };
console.log(JSON.stringify(changing), JSON.stringify(changing));
const shifting: any = { first: { toJSON() { shifting.second = 'changed'; return 1; } }, second: 2, third: undefined };
console.log(JSON.stringify(shifting));
const inherited = Object.create({ own: 'inherited', x: { toJSON: () => 'x' } });
inherited.own = { toJSON: () => (delete inherited.own, 'deleted') };
inherited.after = 1;
console.log(JSON.stringify(inherited), JSON.stringify(inherited));
class Point { x = 1; #hidden = 2; y?: number; get sum(): number { return this.x + this.#hidden; } }
const point = new Point();
console.log(JSON.stringify(point), JSON.stringify([point, { get sum() { return point.sum; }, set sum(_) {} }]));
delete (point as any).x;
console.log(JSON.stringify(point), JSON.stringify({ b: 1, 2: 'two', a: 3, 1: 'one', [Symbol('s')]: 4 }));
const hiddenKey = Object.defineProperty({ shown: 1 }, 'hidden', { value: 2, enumerable: false });
const wide = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`key${i}`, i]));
console.log(JSON.stringify(hiddenKey), JSON.stringify(wide), JSON.stringify({ '"quoted"\n→': '\u2028\ud800', é: 'ü' }));
console.log(JSON.stringify({ a: [], b: {}, c: [[]], d: [undefined, () => 1] }, null, 2), JSON.stringify({ n: [0, -0, 1.5, -7, 2 ** 31, -(2 ** 31), 1e21, NaN, Infinity] }));
console.log(JSON.stringify({ '→': -123456, n: 7 }), JSON.stringify(['→', -2147483648, 99, '']));
const circle: any = { name: 'a', list: [{ deep: {} }] };
circle.list[0].deep.again = circle.list;
try { JSON.stringify(circle); } catch (error) { console.log((error as Error).message); }
circle.list[0].deep = { self: circle, more: { evenMore: 1 } };
try { JSON.stringify([0, circle]); } catch (error) { console.log((error as Error).message); }
console.log(JSON.stringify({ twice: [point, point] }), JSON.stringify({ a: 1, b: 2 }, (k, v) => (k === '' ? Object.keys(v).length : v)));
const numbers = ['0', '-0', '0.0', '-0.5', '12', '123456789012345', '1234567890123456', '0.1', '3.14159', '123456.789012345', '0.000001', '1e3', '1.5E-2', '99999999999999999999', '4.35', '0.3'];
for (const text of numbers) console.log(JSON.parse(text), Object.is(JSON.parse(`[${text}]`)[0], Number(text)), JSON.parse(`{"→":${text}}`)['→'] === Number(text));
for (const bad of ['01', '-', '1.', '.5', '-.5', '1e', '00', '-01', '1.5.2', '+1', '1a']) {
  try { JSON.parse(bad); console.log('read', bad); } catch (error) { console.log((error as Error).message); }
}
