// parseInt and Number of what they mostly get, and of what is nearly that.
const texts = ['0', '-0', '+0', '7', '-7', '+7', '007', '12345678901234', '123456789012345', '1234567890123456', '-999999999999999', '9007199254740993', '12abc', '12.9', '12e3', '0x1f', '-0x1f', '0X1F', '00x1f', '0b11', '0o17', '0e5', ' 42', '42 ', '\u00a042', '', '-', '+', '--1', '+-1', 'x', '٣', '１２', '→1', '1→', '1_000', '.5', '5.', '-.5', '1e', 'Infinity', '-Infinity', 'é1', '2147483648', '-2147483649', `${'9'.repeat(30)}`, `${'1'.repeat(70)}${process.argv.length}`, 'abc123def'.slice(3, 6), '12345678901234567890123456789'.slice(2, 25)];
for (const text of texts) {
  const int = [parseInt(text), parseInt(text, 10), Number.parseInt(text, 16), parseInt(text, 0), parseInt(text, 2), parseInt(text, undefined)];
  console.log(JSON.stringify(text), ...int, Number(text), +text, parseFloat(text), 1 / parseInt(text), 1 / Number(text));
}
const radix: unknown = '10';
console.log(parseInt('12', radix as number), parseInt('12', 10.9), parseInt('12', -0), parseInt('12', 4294967306), parseInt(12.7 as unknown as string), parseInt(null as unknown as string, 36));
