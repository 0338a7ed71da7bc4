console.log('bad runs');
export const x: number = 1;
throw new RangeError('from the module');
