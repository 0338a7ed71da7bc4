// The only mention of BigInts is a static function: it converts a string (ECMA-262 21.2.2.1, 7.1.13).
console.log(BigInt.asIntN(8, '255' as unknown as bigint), BigInt.asUintN(8, true as unknown as bigint));
