// Tags get cooked and raw strings; the strings array is the same at each evaluation of one place (ECMA-262 13.2.8.4).
const tag = (s: TemplateStringsArray, ...v: unknown[]): string =>
  `${s.length}:${s.join('|')}:${s.raw.join('|')}:${v.join()}`;
console.log(tag`a${1}b${2}`, tag`\n${'x'}`.length, tag``, tag`\u{41}\\`);
const same = (): TemplateStringsArray => ((s: TemplateStringsArray, ..._: unknown[]) => s)`x${1}y`;
console.log(same() === same(), Object.isFrozen(same()), Array.isArray(same().raw));
console.log(
  String.raw`a\n${1}\u0041`,
  String.raw({ raw: ['x', 'y', 'z'] }, 1, 2, 3),
  String.raw({ raw: 'abc' }, '-', '+'),
);
const bad = (s: TemplateStringsArray): string => `${s[0]} ${s.raw[0]}`;
console.log(bad`\unicode and \xerxes`);
const o = {
  p: 'me',
  tag(this: { p: string }, s: TemplateStringsArray) {
    return this.p + s[0];
  },
};
console.log(o.tag`!`, ((s: TemplateStringsArray) => (t: TemplateStringsArray) => s[0]! + t[0])`a``b`);
