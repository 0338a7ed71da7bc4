// What TypeScript and Babel make of ES modules.
'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const shapes_1 = require('./shapes');
const all = __importStar(require('./all'));
const default_1 = __importDefault(require('./default'));
const plain_1 = __importDefault(require('./plain'));
console.log(new shapes_1.Square(3).area(), (0, shapes_1.describe)(new shapes_1.Square(2)), shapes_1.unit);
console.log(all.Square === shapes_1.Square, all.extra, Object.keys(all).sort().join());
console.log(default_1.default, plain_1.default.plain, shapes_1.counter);
(0, shapes_1.increment)();
console.log(shapes_1.counter, all.counter);

function __importDefault(mod) {
  return mod && mod.__esModule ? mod : { default: mod };
}
function __importStar(mod) {
  if (mod && mod.__esModule) return mod;
  const result = {};
  for (const key in mod) if (key !== 'default') result[key] = mod[key];
  result.default = mod;
  return result;
}
