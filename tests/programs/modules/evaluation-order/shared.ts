console.log('shared');
export const shared: string[] = [];
