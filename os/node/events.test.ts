import assert from 'node:assert';
import { EventEmitter as NodeEmitter } from 'node:events';
import { test } from 'node:test';
import { EventEmitter, errorMonitor, once, useWarning } from './events.ts';

type Script = (emitter: NodeEmitter, note: (...items: unknown[]) => void, monitor: symbol) => void;

/** Runs a script on Node's emitter and on ours and compares everything it noted, what it threw included. */
function same(script: Script): void {
  assert.deepStrictEqual(
    record(script, new EventEmitter() as never, errorMonitor),
    record(script, new NodeEmitter(), NodeEmitter.errorMonitor),
  );
}

function record(script: Script, emitter: NodeEmitter, monitor: symbol): unknown[] {
  const notes: unknown[] = [];
  try {
    script(emitter, (...items) => notes.push(items), monitor);
  } catch (error) {
    const { name, message, code } = error as { name: string; message: string; code?: string };
    notes.push({ thrown: `${error}`, name, message, code });
  }
  return notes;
}

test('calls listeners in order, with this and arguments', () => {
  same((emitter, note) => {
    emitter.on('a', function (this: unknown, ...args) {
      note('first', this === emitter, args);
    });
    emitter.prependListener('a', (...args) => note('before', args));
    emitter.addListener('a', (x) => note('last', x));
    note(emitter.emit('a', 1, 2, 3, 4), emitter.emit('a'), emitter.emit('none'));
  });
});

test('once listeners fire once, also when they emit again', () => {
  same((emitter, note) => {
    emitter.once('a', () => {
      note('once');
      emitter.emit('a');
    });
    emitter.prependOnceListener('a', () => note('before'));
    emitter.on('a', () => note('on'));
    emitter.emit('a');
    emitter.emit('a');
    note(emitter.listenerCount('a'));
  });
});

test('a listener removed while the event is emitted is still called this time', () => {
  same((emitter, note) => {
    const second = () => note('second');
    emitter.on('a', () => {
      note('first');
      emitter.off('a', second);
      emitter.on('a', () => note('added later'));
    });
    emitter.on('a', second);
    emitter.emit('a');
    emitter.emit('a');
  });
});

test('removes the last registration of a function, also one made by once', () => {
  same((emitter, note) => {
    const listener = () => note('called');
    emitter.on('a', listener);
    emitter.once('a', listener);
    emitter.on('a', listener);
    emitter.removeListener('a', listener);
    note(emitter.listenerCount('a'), emitter.rawListeners('a').length);
    emitter.removeListener('a', listener);
    note(emitter.listenerCount('a'), emitter.listenerCount('a', listener));
    emitter.removeListener('a', () => {});
    emitter.removeListener('b', listener);
    emitter.emit('a');
  });
});

test('announces listeners that come and go', () => {
  same((emitter, note) => {
    emitter.on('newListener', (name, listener) =>
      note('new', name, typeof listener, emitter.listenerCount(name)),
    );
    emitter.on('removeListener', (name) => note('removed', name, emitter.listenerCount(name)));
    const listener = () => {};
    emitter.on('a', listener);
    emitter.once('a', listener);
    emitter.off('a', listener);
    emitter.emit('a');
    emitter.on('a', listener);
    emitter.on('b', listener);
    emitter.removeAllListeners('a');
    emitter.removeAllListeners();
    note(emitter.eventNames());
  });
});

test('an error without listeners is thrown', () => {
  const failure = new RangeError('mine');
  same((emitter) => emitter.emit('error', failure));
  same((emitter) => emitter.emit('error', 'text'));
  same((emitter) => emitter.emit('error', { a: 1 }));
  same((emitter) => emitter.emit('error'));
  same((emitter) => emitter.emit('error', null));
  same((emitter, note) => {
    emitter.on('error', (error) => note(error));
    emitter.emit('error', failure);
  });
});

test('the error monitor sees errors without handling them', () => {
  same((emitter, note, monitor) => {
    emitter.on(monitor, (error) => note('monitor', error));
    emitter.on('error', (error) => note('handler', error));
    emitter.emit('error', 'x');
    emitter.removeAllListeners('error');
    emitter.emit('error', new Error('y'));
  });
});

test('lists listeners and event names in order, symbols included', () => {
  const symbol = Symbol('s');
  same((emitter, note) => {
    const listener = () => {};
    emitter.once('b', listener);
    emitter.on(symbol, listener);
    emitter.on('a', listener);
    emitter.on('a', listener);
    note(
      emitter.eventNames(),
      emitter.listeners('b')[0] === listener,
      emitter.rawListeners('b')[0] === listener,
    );
    note((emitter.rawListeners('b')[0] as never as { listener: unknown }).listener === listener);
    emitter.off('a', listener);
    note(emitter.eventNames(), emitter.listeners('none'));
  });
});

test('refuses what is no function, and limits that are no number', () => {
  for (const wrong of [undefined, null, 5, 'x', {}]) {
    same((emitter) => emitter.on('a', wrong as never));
    same((emitter) => emitter.once('a', wrong as never));
    same((emitter) => emitter.off('a', wrong as never));
  }
  same((emitter, note) => {
    note(emitter.getMaxListeners());
    emitter.setMaxListeners(3);
    note(emitter.getMaxListeners());
  });
});

test('what a listener throws stops the event and reaches the caller of emit', () => {
  same((emitter, note) => {
    emitter.on('a', () => note('first'));
    emitter.on('a', () => {
      throw new Error('from listener');
    });
    emitter.on('a', () => note('never'));
    emitter.emit('a');
  });
});

test('warns once for each event with more listeners than the limit', () => {
  const warnings: string[] = [];
  useWarning((name, message) => warnings.push(`${name}: ${message}`));
  const emitter = new EventEmitter();
  for (let i = 0; i < 13; i++) emitter.on('a', () => {});
  emitter.setMaxListeners(0);
  for (let i = 0; i < 30; i++) emitter.on('b', () => {});
  assert.deepStrictEqual(warnings, [
    'MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 a listeners added to ' +
      '[EventEmitter]. MaxListeners is 10. Use emitter.setMaxListeners() to increase limit',
  ]);
});

test('the promise of once resolves with the arguments, and rejects with an error that comes first', async () => {
  const emitter = new EventEmitter();
  const arrived = once(emitter, 'a');
  emitter.emit('a', 1, 2);
  assert.deepStrictEqual(await arrived, [1, 2]);
  const failing = once(emitter, 'a');
  emitter.emit('error', new Error('first'));
  await assert.rejects(failing, { message: 'first' });
  const error = EventEmitter.once(emitter, 'error');
  emitter.emit('error', 'as a value');
  assert.deepStrictEqual(await error, ['as a value']);
  assert.deepStrictEqual(emitter.eventNames(), []);
});

test('the promise of once rejects with an AbortError', async () => {
  const emitter = new EventEmitter();
  const controller = new AbortController();
  const pending = once(emitter, 'a', { signal: controller.signal as never });
  controller.abort();
  await assert.rejects(pending, { name: 'AbortError', code: 'ABORT_ERR' });
  await assert.rejects(once(emitter, 'a', { signal: controller.signal as never }), { name: 'AbortError' });
  assert.deepStrictEqual(emitter.eventNames(), []);
});

test('its methods work on objects that they were copied to, as Express does with functions', () => {
  const app = Object.assign(() => {}, {}) as never as EventEmitter;
  for (const name of ['on', 'emit', 'once', 'listenerCount', 'getMaxListeners', 'removeListener'] as const) {
    Object.defineProperty(app, name, { value: EventEmitter.prototype[name] });
  }
  EventEmitter.call(app);
  const seen: unknown[] = [];
  app.on('mount', (value: unknown) => seen.push(value));
  app.once('mount', () => seen.push('once'));
  app.emit('mount', 1);
  app.emit('mount', 2);
  assert.deepStrictEqual(seen, [1, 'once', 2]);
});
