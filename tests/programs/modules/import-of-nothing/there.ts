export const there = true;
