// A line.
console.log('Hello from ImportOS');
