console.log('a bare import runs');
export {};
