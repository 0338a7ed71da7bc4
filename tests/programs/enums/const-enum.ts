// Const enums are their values.
const enum Level {
  Low = 1,
  Mid = Low * 10,
  High = Mid | 5,
  Text = 'text',
}
const pick = (l: Level): string => (l === Level.Mid ? 'mid' : `other ${l}`);
console.log(
  Level.Low,
  Level.Mid,
  Level.High,
  Level.Text,
  pick(Level.Mid),
  pick(Level.High),
  Level['Low'] + 1,
);
