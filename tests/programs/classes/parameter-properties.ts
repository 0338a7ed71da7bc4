// Parameter properties are assigned before the body; in a derived class after super().
class P {
  constructor(
    public x: number,
    readonly y = x * 2,
    private z = 'z',
    protected w?: string,
  ) {
    console.log(this.x, this.y, this.z, this.w);
  }
}
class Q extends P {
  constructor(public q: string) {
    super(1);
    console.log(this.q, Object.keys(this).join());
  }
}
new P(3);
new Q('q');
console.log(Object.keys(new P(1, 2, '3')).join());
