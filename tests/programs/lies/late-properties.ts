// A function that doesn't know the type of what it gets adds properties to an instance.
class Late {
  get(): unknown {
    return (this as unknown as Record<string, unknown>)['a'];
  }
}
class Other {
  parent: unknown = null;
  get(): unknown {
    return 2;
  }
}

const table: Record<string, (Late | Other)[]> = { late: [new Late(), new Late()], other: [new Other()] };

function extend(object: any, value: unknown): void {
  object.parent = object;
  object.a = value;
}

function pick(name: string): any {
  return table[name];
}

for (const each of pick(['late', 'other'][Number(process.argv[2] ?? 0)])) {
  extend(each, 1);
  console.log(each.get(), each.parent === each, Object.keys(each));
}
