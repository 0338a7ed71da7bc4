let lines = 0;
export const log = (...parts: unknown[]): void => {
  lines++;
  console.log(...parts);
};
export const count = (): number => lines;
