// finally runs for return, break, continue and throw, and may override them (ECMA-262 14.15.3).
const log: string[] = [];
const f = (): string => {
  try {
    return (log.push('try'), 'try');
  } finally {
    log.push('finally');
  }
};
const g = (): string => {
  try {
    return 'try';
  } finally {
    return 'finally';
  }
};
const h = (): string => {
  for (;;) {
    try {
      throw new Error('lost');
    } finally {
      break;
    }
  }
  return 'after';
};
const k = (): number => {
  let n = 1;
  try {
    return n;
  } finally {
    n = 2;
  }
};
const m = (): string => {
  l: try {
    return 'try';
  } finally {
    break l;
  }
  return 'past';
};
console.log(f(), g(), h(), k(), m(), log.join());
let s = '';
for (let i = 0; i < 4; i++) {
  try {
    if (i === 1) continue;
    if (i === 3) break;
    s += i;
  } finally {
    s += 'f';
  }
}
console.log(s);
const nested = (): string => {
  const o: string[] = [];
  try {
    try {
      throw 1;
    } finally {
      o.push('inner');
    }
  } catch (e) {
    o.push(`c${e}`);
    try {
      return o.join();
    } finally {
      o.push('late');
    }
  } finally {
    log.push('outer');
  }
};
console.log(nested(), log.length);
