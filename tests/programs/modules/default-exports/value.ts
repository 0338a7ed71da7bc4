let value = 'before';
export default value;
export function change(): void {
  value = 'after';
}
export const current = (): string => value;
