export default class Named {}
export const make = (): Named => new Named();
