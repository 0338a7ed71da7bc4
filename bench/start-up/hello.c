/* What hello.mjs is, in C. */
#include <stdio.h>

int main(void) { return puts("Hello from ImportOS") < 0; }
