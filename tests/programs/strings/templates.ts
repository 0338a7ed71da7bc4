// Template literals: nesting, conversion of each kind, line breaks, escapes.
const o = { toString: () => 'str', valueOf: () => 7 };
console.log(`${1}${null}${undefined}${true}${[1, [2]]}${{}}${o}${-0}`);
console.log(
  `a${`b${`c${1 + 1}`}`}`,
  `\${not}`,
  `\``,
  `line1
line2`.length,
  `\u0041\x42\n`.length,
  ``.length,
  `${''}`.length,
  `$ {x} $${1}$`,
);
try {
  console.log(`${Symbol('x') as any}`);
} catch (e) {
  console.log((e as Error).name);
}
let order = '';
const t = (s: string) => ({ toString: () => ((order += s), s) });
console.log(`${t('a')}${t('b')}` + order);
