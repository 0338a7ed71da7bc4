// Timers fire by time, then by creation; clearing, arguments, intervals.
const log: string[] = [];
setTimeout(() => log.push('20'), 20);
setTimeout(() => log.push('0a'), 0);
setTimeout((a: string, b: number) => log.push(a + b), 0, '0b', 2);
const cancelled = setTimeout(() => log.push('never'), 1);
clearTimeout(cancelled);
clearTimeout(undefined);
clearTimeout(cancelled);
let n = 0;
const interval = setInterval(() => {
  log.push(`i${++n}`);
  if (n === 3) {
    clearInterval(interval);
    setTimeout(() => console.log(log.filter((x) => x !== '20').join(), log.includes('20')), 60);
  }
}, 2);
const nested = setTimeout(() => {
  log.push('outer');
  clearTimeout(later);
}, 0);
const later = setTimeout(() => log.push('never either'), 5);
console.log(typeof nested, log.length);
