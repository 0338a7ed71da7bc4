// Fields are initialised in order, before the body in a base class and right after super() in a derived one.
const log: string[] = [];
const t = <T>(s: string, v: T): T => (log.push(s), v);
class A {
  a = t('A.a', 1);
  constructor() {
    log.push('A body');
    this.hook();
  }
  hook(): void {
    log.push('A hook');
  }
}
class B extends A {
  b = t('B.b', 2);
  c = t(`B.c sees ${this.b}`, 3);
  constructor() {
    log.push('B before super');
    super();
    log.push('B body');
  }
  override hook(): void {
    log.push(`B hook sees ${this.b}`);
  }
}
new B();
console.log(log.join('\n'));
