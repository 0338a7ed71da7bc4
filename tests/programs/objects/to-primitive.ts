// valueOf before toString for numbers, toString first for strings, Symbol.toPrimitive before both (ECMA-262 7.1.1).
const log: string[] = [];
const o: any = {
  valueOf() {
    log.push('valueOf');
    return 5;
  },
  toString() {
    log.push('toString');
    return 'str';
  },
};
console.log(o + 1, `${o}`, o * 2, o + '', String(o), o == 5, o > 4, [o].join(), { str: 'key' }[o as string]);
console.log(log.join());
const bad: any = {
  valueOf() {
    return {};
  },
  toString() {
    return {};
  },
};
try {
  bad + 1;
  console.log('no');
} catch (e) {
  console.log((e as Error).name);
}
const p: any = { [Symbol.toPrimitive]: (h: string) => h };
console.log(`${p}`, p + '', +p, p == 'default', p < 'o');
const onlyString: any = { valueOf: undefined, toString: () => '7' };
console.log(onlyString * 2, onlyString + 1);
