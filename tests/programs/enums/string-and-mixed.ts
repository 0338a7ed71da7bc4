// String members have no reverse mapping; mixed enums have it for the numbers only.
enum Dir {
  Up = 'UP',
  Down = 'DOWN',
}
enum Mixed {
  A = 'a',
  B = 3,
  C,
}
console.log(Dir.Up, Object.keys(Dir).join(), (Dir as Record<string, string>)['UP']);
console.log(Object.entries(Mixed).join(';'), Mixed[3], Mixed[4]);
const f = (d: Dir): string => {
  switch (d) {
    case Dir.Up:
      return 'rising';
    case Dir.Down:
      return 'falling';
  }
};
console.log(f(Dir.Up), f(Dir.Down), f('else' as Dir));
