// A throw or return in finally replaces the pending one.
const attempt = (f: () => unknown): void => {
  try {
    console.log('value', f());
  } catch (e) {
    console.log('error', (e as Error).message);
  }
};
attempt(() => {
  try {
    throw new Error('first');
  } finally {
    throw new Error('second');
  }
});
attempt(() => {
  try {
    throw new Error('lost');
  } finally {
    return 'kept';
  }
});
attempt(() => {
  try {
    return 'lost';
  } finally {
    throw new Error('instead');
  }
});
attempt(() => {
  try {
    throw new Error('a');
  } catch (e) {
    throw new Error((e as Error).message + 'b');
  } finally {
    console.log('cleanup');
  }
});
attempt(() => {
  try {
    try {
      throw new Error('in');
    } finally {
      console.log('f1');
    }
  } finally {
    console.log('f2');
  }
});
attempt(() => {
  for (const x of [1, 2]) {
    try {
      throw new Error(`x${x}`);
    } finally {
      continue;
    }
  }
  return 'done';
});
