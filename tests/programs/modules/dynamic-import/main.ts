// A literal dynamic import gives the same namespace as a static one, and runs the module on first use.
console.log('before');
const first = await import('./lazy.ts');
const second = await import('./lazy.ts');
console.log(first === second, first.default, first.named);
import('./lazy.ts').then((ns) => console.log('then', ns.named));
console.log('after');
