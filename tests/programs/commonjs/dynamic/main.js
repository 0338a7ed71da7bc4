// A require whose argument is known only when the program runs.
function load(name) {
  return require(`./plugins/${name}`);
}
for (const name of ['add', 'multiply.js', 'more', 'more/deep', 'table']) console.log(name, load(name));
console.log(load('add') === load('./add.js'), load('add').run(2, 3), load('multiply').run(2, 3));

function attempt(name) {
  try {
    console.log(load(name));
  } catch (error) {
    console.log(error.code, error.message.split('\n')[0]);
  }
}
attempt('missing');
attempt('../main-not');

const format = (kind) => require('./formats/' + kind + '.js').format;
console.log(format('upper')('text'), format('lower')('TEXT'));

const choice = process.argv.length > 100 ? './formats/upper' : './formats/lower';
console.log(require(choice).format('Choice'));
console.log(require.resolve('./plugins/' + 'add').endsWith('/plugins/add.js'));
for (const bad of ['', 5, undefined, {}]) {
  try {
    require(bad);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
const names = ['./listed/one', './listed/two'];
console.log(names.map((name) => require(name).value).join());
