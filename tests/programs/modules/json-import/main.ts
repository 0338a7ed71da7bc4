// A JSON module has one export, default, parsed once.
import config from './config.json' with { type: 'json' };
import again from './config.json' with { type: 'json' };

console.log(config.name, config.list.length, config.nested.deep);
console.log(config === again);
config.list.push(4);
console.log(again.list.join());
