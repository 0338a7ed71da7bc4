console.log('must not run');
export interface Shape {
  width: number;
  height: number;
}
