// Bit flags: combine, test, remove, show.
enum Perm {
  None = 0,
  Read = 1,
  Write = 2,
  Exec = 4,
  All = Read | Write | Exec,
}
const show = (p: Perm): string =>
  [Perm.Read, Perm.Write, Perm.Exec]
    .filter((f) => p & f)
    .map((f) => Perm[f])
    .join('|') || Perm[Perm.None]!;
let p = Perm.Read | Perm.Exec;
console.log(show(p), show(Perm.None), show(Perm.All));
p &= ~Perm.Read;
p |= Perm.Write;
console.log(show(p), p, Perm[7], Perm[6]);
