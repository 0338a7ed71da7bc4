import { base } from './base.mjs';
import shared from './shared.cjs';
console.log('module runs', shared.name);
export let value = base + 1;
export const up = () => {
  value++;
};
export default 'default export';
