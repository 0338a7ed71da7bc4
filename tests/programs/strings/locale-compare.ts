// Sorting text as people expect: letters, then accents, then case; numbers within text if asked for.
const words = ['zebra', 'Äpfel', 'apple', 'Apple', 'äpfel', 'éclair', 'eclair', 'Zoo', '10 men', '9 men', 'œuvre', 'ofen', 'straße', 'strasse', '_x', '-y'];
console.log([...words].sort((a, b) => a.localeCompare(b)).join(' | '));
console.log([...words].sort().join(' | '));
console.log(['img12', 'img10', 'img2', 'img001', 'IMG3'].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).join());
console.log('a'.localeCompare('B'), 'a'.localeCompare('A'), 'A'.localeCompare('a'), 'a'.localeCompare('a\u0301'), '\u00e1'.localeCompare('a\u0301'));
for (const sensitivity of ['base', 'accent', 'case', 'variant'] as const) {
  console.log(sensitivity, 'a'.localeCompare('A', 'en', { sensitivity }), 'a'.localeCompare('á', 'en', { sensitivity }), 'a'.localeCompare('b', 'en', { sensitivity }));
}
try {
  'a'.localeCompare('b', 'en', { sensitivity: 'none' as 'base' });
} catch (error) {
  console.log(String(error));
}
const people = [{ name: 'Zoë' }, { name: 'zoe' }, { name: 'Ångström' }, { name: 'angstrom' }, { name: 'Борис' }, { name: 'анна' }];
console.log(people.sort((a, b) => a.name.localeCompare(b.name)).map(({ name }) => name).join(', '));
