/* What empty.mjs is, in C. */
int main(void) { return 0; }
