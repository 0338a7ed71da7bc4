// Anonymous functions in defaults take the name of the target; a default that is not used is not evaluated.
const { f = () => 0, g: h = function () {} } = {} as Record<string, () => unknown>;
const [k = class {}] = [] as (new () => object)[];
console.log(f.name, h.name, k.name);
let evaluated = 0;
const { v = ++evaluated } = { v: 0 };
const [w = ++evaluated] = [''];
const { u = ++evaluated } = {} as { u?: number };
console.log(v, JSON.stringify(w), u, evaluated);
