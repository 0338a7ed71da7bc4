export let zebra = 1;
export const apple = 2;
export function bump(): void {
  zebra++;
}
export { apple as _under };
