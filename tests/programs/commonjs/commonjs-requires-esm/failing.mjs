console.log('failing runs');
export const never = 1;
throw new Error('failed in ESM');
