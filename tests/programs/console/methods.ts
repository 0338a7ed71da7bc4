// info, debug, group, count, assert: what goes to stdout. warn and error go to stderr.
console.info('info', 1); console.debug('debug'); console.warn('to stderr'); console.error('to stderr');
console.group('outer'); console.log('indented'); console.group(); console.log({ a: 1, b: [1, 2] }); console.log('two\nlines'); console.groupEnd(); console.log('back'); console.groupEnd(); console.groupEnd(); console.log('left');
console.count(); console.count('x'); console.count(); console.countReset(); console.count(); console.assert(true, 'not shown'); console.assert(false, 'on stderr'); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
