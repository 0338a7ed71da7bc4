// delete removes own properties, answers true for missing ones, throws for non-configurable ones in strict code.
const o: any = Object.create({ inherited: 1 });
o.a = 1;
o.b = 2;
console.log(delete o.a, delete o.missing, delete o.inherited, o.inherited, 'a' in o, Object.keys(o).join());
Object.defineProperty(o, 'fixed', { value: 1 });
try {
  delete o.fixed;
} catch (e) {
  console.log((e as Error).name);
}
console.log(Reflect.deleteProperty(o, 'fixed'), o.fixed);
const arr: any[] = [1, 2, 3];
delete arr[1];
console.log(arr.length, 1 in arr, arr[1], delete arr[10]);
try {
  delete (arr as any).length;
} catch (e) {
  console.log((e as Error).name);
}
try {
  delete ('abc' as any)[0];
} catch (e) {
  console.log((e as Error).name);
}
