// Nothing: what a start costs.
export {};
