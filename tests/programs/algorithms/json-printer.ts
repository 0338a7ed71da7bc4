// A JSON parser and pretty printer by hand, checked against the built-in ones.
type Json = null | boolean | number | string | Json[] | { [k: string]: Json };
function parse(s: string): Json {
  let i = 0;
  const ws = (): void => {
    while (' \n\t\r'.includes(s[i] ?? 'x')) i++;
  };
  const fail = (): never => {
    throw new SyntaxError(`at ${i}`);
  };
  const value = (): Json => {
    ws();
    const c = s[i];
    if (c === '{') {
      i++;
      const o: { [k: string]: Json } = {};
      ws();
      if (s[i] === '}') {
        i++;
        return o;
      }
      for (;;) {
        ws();
        const k = str();
        ws();
        if (s[i++] !== ':') fail();
        o[k] = value();
        ws();
        const d = s[i++];
        if (d === '}') return o;
        if (d !== ',') fail();
      }
    }
    if (c === '[') {
      i++;
      const a: Json[] = [];
      ws();
      if (s[i] === ']') {
        i++;
        return a;
      }
      for (;;) {
        a.push(value());
        ws();
        const d = s[i++];
        if (d === ']') return a;
        if (d !== ',') fail();
      }
    }
    if (c === '"') return str();
    for (const [w, v] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (s.startsWith(w, i)) {
        i += w.length;
        return v;
      }
    const start = i;
    while ('+-.eE0123456789'.includes(s[i] ?? 'x')) i++;
    return start === i ? fail() : Number(s.slice(start, i));
  };
  const str = (): string => {
    if (s[i++] !== '"') fail();
    let out = '';
    for (;;) {
      const c = s[i++];
      if (c === undefined) return fail();
      if (c === '"') return out;
      if (c !== '\\') out += c;
      else {
        const e = s[i++]!;
        if (e === 'u') {
          out += String.fromCharCode(parseInt(s.slice(i, i + 4), 16));
          i += 4;
        } else out += ({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' } as Record<string, string>)[e] ?? e;
      }
    }
  };
  const v = value();
  ws();
  return i < s.length ? fail() : v;
}
const print = (v: Json, pad = ''): string => {
  const inner = pad + '  ';
  if (Array.isArray(v))
    return v.length ? `[\n${v.map((x) => inner + print(x, inner)).join(',\n')}\n${pad}]` : '[]';
  if (v !== null && typeof v === 'object') {
    const es = Object.entries(v);
    return es.length
      ? `{\n${es.map(([k, x]) => `${inner}${JSON.stringify(k)}: ${print(x, inner)}`).join(',\n')}\n${pad}}`
      : '{}';
  }
  return JSON.stringify(v);
};
const text = '{"a":[1,-2.5e3,[],{}],"s":"q\\"\\n\\u00e9","n":null,"t":true,"o":{"deep":{"x":[[1],[2,[3]]]}}}';
console.log(print(parse(text)));
console.log(
  print(parse(text)) === JSON.stringify(JSON.parse(text), null, 2),
  JSON.stringify(parse(text)) === JSON.stringify(JSON.parse(text)),
);
for (const bad of ['{', '[1,]', '"x', '{"a" 1}', '1 2']) {
  try {
    console.log(print(parse(bad)));
  } catch (e) {
    console.log((e as Error).name);
  }
}
