// Property keys are strings or symbols: everything else is converted.
const o: any = {};
o[1] = 'one';
o[null as any] = 'null';
o[undefined as any] = 'undef';
o[true as any] = 'true';
o[1.0] = 'ONE';
o[-0] = 'zero';
o[1e21] = 'big';
o[{} as any] = 'object';
o[[1, 2] as any] = 'array';
o[0.1 + 0.2] = 'float';
console.log(Object.keys(o).join('|'));
console.log(o['1'], o['null'], o[0], o['1e+21'], o['[object Object]'], o['1,2'], o['-0']);
const arr: any = ['a', 'b'];
console.log(arr['1'], arr['01'], arr[1.5], arr['1.0'], arr[-1], arr[true as any]);
