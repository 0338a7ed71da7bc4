export let count = 0;
export function increment(): void {
  count++;
}
export const reset = (): void => {
  count = -1;
};
