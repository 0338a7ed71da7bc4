// Numeric enums count on from the last value and map back from value to name.
enum Color {
  Red,
  Green = 5,
  Blue,
  Alias = Green,
  Negative = -2,
  After,
}
console.log(Color.Red, Color.Green, Color.Blue, Color.Alias, Color.Negative, Color.After);
console.log(Color[0], Color[5], Color[6], Color[-2], Color[-1], Color[99]);
console.log(Object.keys(Color).join());
