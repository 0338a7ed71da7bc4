// ?? only replaces null and undefined; ?. stops the whole chain, and doesn't evaluate what follows.
const vals: any[] = [0, '', false, NaN, null, undefined];
console.log(vals.map((v) => v ?? 'D').join('|'), vals.map((v) => v || 'D').join('|'));
let n = 0;
const o: any = {
  a: {
    f(x: number) {
      return this === o.a ? x : -1;
    },
  },
  z: null,
};
console.log(o?.a?.f(1), o.b?.f(n++), o.b?.c.d.e[n++], o.z?.[n++], o.a.g?.(n++), n, o?.['a']?.['f']?.(2));
console.log(delete o?.b?.c, delete o.a?.f, o.a.f);
