// Very sparse arrays stay cheap and ordered.
const a: any[] = [];
a[1000000] = 'far';
a[5] = 'near';
a[4000000000] = 'very far';
console.log(a.length, Object.keys(a).join(), 6 in a);
let n = 0;
for (const k in a) {
  void k;
  n++;
}
console.log(n);
a.length = 100;
console.log(a.length, Object.keys(a).join(), a.indexOf('near'));
a.length = 6;
console.log(a.pop(), a.length);
