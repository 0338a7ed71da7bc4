// Errors: name and message can be read without their stack.
const show = (e: unknown): string => (e instanceof Error ? `${e.name}: ${e.message}` : String(e));
console.log(show(new Error('plain')), show(new TypeError('typed')), show('text'));
const e = new Error('no stack');
e.stack = 'Error: no stack';
console.log(e);
const f = new RangeError('with fields') as RangeError & { code?: string };
f.stack = 'RangeError: with fields';
f.code = 'E_CODE';
console.log(f);
console.log({ err: e }, [e]);
