/** A class with fields of several kinds, for tests/debugger.test.ts. */
export class Store {
  readonly name: string;
  readonly prices: number[] = [];
  owner: string | undefined;
  isOpen = true;
  #sold = 0;

  constructor(name: string) {
    this.name = name;
  }

  add(name: string, price: number): void {
    const index = this.prices.push(price);
    this.owner = index > 1 ? name : undefined;
    this.#sold += index; // @ add
  }

  get sold(): number {
    return this.#sold;
  }
}

export function total(store: Store): number {
  let sum = 0;
  for (const price of store.prices) sum += price;
  const before = sum;
  sum *= 2;
  return sum + before + store.sold; // @ total
}
