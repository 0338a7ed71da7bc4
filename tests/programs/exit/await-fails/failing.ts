await null;
throw new RangeError('of failing');
