// Attributes default to false, and non-configurable properties allow only narrowing (ECMA-262 10.1.6.3).
const o: any = {};
Object.defineProperty(o, 'x', { value: 1 });
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(o, 'x')), Object.keys(o).length, o.x);
const attempt = (d: PropertyDescriptor): void => {
  try {
    Object.defineProperty(o, 'x', d);
    console.log('ok', o.x);
  } catch (e) {
    console.log((e as Error).name);
  }
};
attempt({ value: 2 });
attempt({ value: 1 });
attempt({ enumerable: true });
attempt({ get: () => 1 });
try {
  o.x = 5;
} catch (e) {
  console.log((e as Error).name);
}
Object.defineProperty(o, 'y', { value: 1, writable: true, configurable: false });
Object.defineProperty(o, 'y', { value: 2 });
Object.defineProperty(o, 'y', { writable: false });
console.log(o.y, Reflect.defineProperty(o, 'y', { value: 3 }));
try {
  Object.defineProperty({}, 'z', { get: () => 1, value: 2 } as any);
} catch (e) {
  console.log((e as Error).name);
}
Object.defineProperties(o, { a: { value: 1, enumerable: true }, b: { get: () => 2, enumerable: true } });
console.log(Object.keys(o).join(), o.b);
