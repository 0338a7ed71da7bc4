// Static fields and blocks run in order, with `this` the class (ECMA-262 15.7.14).
const log: string[] = [];
class A {
  static x = (log.push('x'), 1);
  static {
    log.push(`block sees ${this.x}`);
    (this as { y: number }).y = this.x + 1;
    var local = 'local';
    log.push(local);
  }
  declare static y: number;
  static z = (log.push(`z sees ${A.y}`), 3);
  static #p = 4;
  static readP(): number {
    return A.#p;
  }
  static {
    log.push(`p ${this.#p}`);
  }
}
console.log(log.join(' | '), A.y, A.z, A.readP());
