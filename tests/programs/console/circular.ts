// Circular references are numbered.
const a: any = { name: 'a' };
a.self = a;
console.log(a);
const b: any = { list: [a], back: null };
b.back = b;
b.list.push(b);
console.log(b);
const c: any[] = [1];
c.push(c);
console.log(c);
const m = new Map<string, unknown>();
m.set('me', m);
console.log(m);
