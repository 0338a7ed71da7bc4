// What only a list of names reaches: methods, accessors and statics that nothing calls are there, and can be called by name.
class Base {
  inherited(): string {
    return 'inherited';
  }
}
class Service extends Base {
  name = 'x';
  start(): string {
    return `start ${this.name}`;
  }
  stop(): string {
    return `stop ${this.name}`;
  }
  get size(): number {
    return this.name.length;
  }
  static make(): Service {
    return new Service();
  }
  #secret(): number {
    return 1;
  }
  reveal(): number {
    return this.#secret();
  }
}
const service = new Service();
console.log(Object.getOwnPropertyNames(Service.prototype), Object.getOwnPropertyNames(service));
console.log(Reflect.ownKeys(Service), Object.getOwnPropertyNames(Base.prototype));
const names = Object.getOwnPropertyNames(Object.getPrototypeOf(service));
const results = names.filter((name) => name !== 'constructor').map((name) => {
  const value: unknown = Reflect.get(service, name);
  return typeof value === 'function' ? value.call(service) : value;
});
console.log(results);
