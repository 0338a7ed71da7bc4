throw new RangeError('inner failed');
