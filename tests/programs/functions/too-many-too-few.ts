// Missing arguments are undefined, extra ones are evaluated and dropped.
const log: string[] = [];
const note = (s: string): string => (log.push(s), s);
const f = ((a?: string, b?: string) => `${a} ${b}`) as (...args: string[]) => string;
console.log(f(), '|', f(note('1')), '|', f(note('2'), note('3'), note('4')));
console.log(log.join());
console.log(['10', '10', '10'].map(parseInt as (s: string) => number).join());
console.log([1, 2, 3].map(((...args: unknown[]) => args.length) as () => number).join());
