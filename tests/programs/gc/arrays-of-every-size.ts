// Arrays of 1 to 1,700 elements, up to 13 KB each, fill most of a small machine: wherever they lie, they stay as they are.
const MOST_ELEMENTS = 1700;
const KEPT = 700;

function filled(length: number, first: number): number[] {
  const array = new Array<number>(length);
  for (let i = 0; i < length; i++) array[i] = first + i;
  return array;
}

function wrongElements(array: number[], first: number): number {
  let wrong = 0;
  for (let i = 0; i < array.length; i++) if (array[i] !== first + i) wrong++;
  return wrong;
}

const kept: number[][] = [];
for (let round = 0; round < 6; round++) {
  for (let i = 0; i < KEPT; i++) {
    const length = ((i * 997 + round * 131) % MOST_ELEMENTS) + 1;
    kept[i] = filled(length, i);
    filled(MOST_ELEMENTS - length, -i);
  }
  let wrong = 0;
  let elements = 0;
  for (let i = 0; i < KEPT; i++) {
    const array = kept[i] as number[];
    wrong += wrongElements(array, i);
    elements += array.length;
  }
  console.log(round, elements, wrong);
}
