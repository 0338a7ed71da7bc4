// Enumerating an enum at run time: for-in gives numbers first.
enum Day {
  Mon = 1,
  Tue,
  Wed = 'w',
  Thu = 10,
}
const seen: string[] = [];
for (const k in Day) seen.push(`${k}:${Day[k as keyof typeof Day]}`);
console.log(seen.join(' '));
console.log(
  Object.values(Day)
    .filter((v) => typeof v === 'number')
    .join(),
  (2 as Day) === Day.Tue,
);
