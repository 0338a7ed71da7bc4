// Writes under names that nobody knows (Object.assign to a function) leave the classes of the program what they are.
const counter: any = Object.assign((n: number) => n + 1, { cache: new Map<string, number>(), limit: 5 });
console.log(counter(1), counter.limit, counter);
class Point {
  x = 1;
  scaled(by: number): Point {
    const point = new Point();
    point.x = this.x * by;
    return point;
  }
}
console.log(new Point(), new Point().scaled(3), new Point().constructor === Point, new Point().constructor.name);
const node = (v: string): any => ({ v });
const first = node('a');
let last: any = first;
last.next = node('b');
last = last.next;
last.next = node('c');
console.log(JSON.stringify(first), first);

// A generic generator that calls itself, as a function expression: the compiler comes to an end with it.
const permutations = function* <T>(a: T[], n: number = a.length): Generator<T[]> {
  if (n <= 1) yield a.slice();
  else
    for (let i = 0; i < n; i++) {
      yield* permutations(a, n - 1);
      const j = n % 2 ? 0 : i;
      [a[n - 1], a[j]] = [a[j]!, a[n - 1]!];
    }
};
console.log([...permutations(['x', 'y', 'z'])].map((p) => p.join('')).join());
