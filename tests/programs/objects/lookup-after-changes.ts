// A property is looked up again and again while prototypes gain, lose and change it.
const o: any = (x: any): any => x;
const read = (x: any): unknown => x.shared;
const call = (x: any): unknown => x.method();

class Base {
  method(): string {
    return 'Base';
  }
}
class Middle extends Base {}
class Leaf extends Middle {
  own = 1;
}
const leaf: any = o(new Leaf());
const several: any[] = [leaf, new Middle(), new Base(), { shared: 'own' }, [1], () => 0, 'text', 5];

console.log(several.map(read).join());
(Base.prototype as any).shared = 'base';
console.log(several.map(read).join());
(Middle.prototype as any).shared = 'middle';
console.log(several.map(read).join(), call(leaf));
(Middle.prototype as any).method = function (): string {
  return 'Middle, later';
};
console.log(call(leaf), call(several[2]));
delete (Middle.prototype as any).method;
console.log(call(leaf));
Object.defineProperty(Middle.prototype, 'shared', {
  get(this: any): string {
    return `getter of ${this.own}`;
  },
  configurable: true,
});
console.log(several.map(read).join());
delete (Middle.prototype as any).shared;
console.log(several.map(read).join());
Object.setPrototypeOf(Middle.prototype, { shared: 'other base', method: () => 'other' });
console.log(several.map(read).join(), call(leaf));
leaf.shared = 'own now';
console.log(read(leaf));
delete leaf.shared;
console.log(read(leaf));
Object.setPrototypeOf(leaf, null);
console.log(read(leaf));

(Object.prototype as any).shared = 'everywhere';
console.log(several.map(read).join());
(Array.prototype as any).shared = 'arrays';
(Function.prototype as any).shared = 'functions';
(String.prototype as any).shared = 'strings';
console.log(several.map(read).join());
delete (Array.prototype as any).shared;
delete (Object.prototype as any).shared;
console.log(several.map(read).join());
delete (Function.prototype as any).shared;
delete (String.prototype as any).shared;
console.log(several.map(read).join());

// Absent for now, then there.
const maker = (): any => {
  const made: any = { a: 1 };
  return made;
};
const first = maker();
const second = maker();
for (let i = 0; i < 3; i++) {
  console.log(first.b, second.b, 'b' in first);
  if (i === 0) first.b = 2;
  if (i === 1) second.b = 3;
}

// Functions of one shape, of which only some have a prototype; names and lengths.
const functions: any[] = [function f(a: number) {}, () => 0, class K {}, async () => 0, (a: number, b: number) => a + b];
const has = (f: any): string => `${f.name}/${f.length}/${typeof f.prototype}`;
console.log(functions.map(has).join(' '), functions.reverse().map(has).join(' '));

// Indices on prototypes that are arrays.
const likeArray: any = Object.create([10, 20]);
console.log(likeArray[0], likeArray[1], likeArray.length, likeArray['1'], 1 in likeArray, Object.keys(likeArray).length);
const proto: any[] = [];
const heir: any = Object.create(proto);
console.log(heir[0], heir['0']);
proto.push('late');
console.log(heir[0], heir['0']);
proto.pop();
console.log(heir[0], heir['0'], Array.isArray(Array.prototype), Array.prototype.concat([1]).length);
