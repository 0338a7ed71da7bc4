console.log('slow starts');
await Promise.resolve();
await new Promise((resolve) => setTimeout(resolve, 1));
export const answer = 42;
console.log('slow ends');
