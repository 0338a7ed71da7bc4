// Names of fields are computed once when the class is defined, their values at each construction.
const log = [];
const t = (s) => (log.push(s), s);
class A {
  [t('name1')] = t('value1');
  static [t('static name')] = t('static value');
  [t('name2')] = t('value2');
  [Symbol.for('s')] = this.name1.length;
}
log.push('defined');
const a = new A();
new A();
console.log(log.join(', '));
console.log(Object.keys(a).join(), A['static name'], a[Symbol.for('s')]);
