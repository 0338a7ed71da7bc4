// Private constructor, lazily made single instance, and methods that return this.
class Config {
  static #instance?: Config;
  #values = new Map<string, string>();
  private constructor() {}
  static get instance(): Config {
    return (Config.#instance ??= new Config());
  }
  set(k: string, v: string): this {
    this.#values.set(k, v);
    return this;
  }
  toString(): string {
    return [...this.#values].map(([k, v]) => `${k}=${v}`).join('&');
  }
}
Config.instance.set('a', '1').set('b', '2').set('a', '3');
console.log(`${Config.instance}`, Config.instance === Config.instance);
class Builder {
  #parts: string[] = [];
  add(p: string): this {
    this.#parts.push(p);
    return this;
  }
  if(c: boolean, f: (b: this) => void): this {
    if (c) f(this);
    return this;
  }
  build(): string {
    return this.#parts.join(' ');
  }
}
console.log(
  new Builder()
    .add('select')
    .if(true, (b) => b.add('*'))
    .if(false, (b) => b.add('never'))
    .add('from t')
    .build(),
);
