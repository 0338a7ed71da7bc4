await null;
await null;
await null;
console.log('beside goes on');
