// instructionPointer(): the address to which it returns. The stack is walked from there, since the frame pointer alone
// says only where the caller's caller goes on.

.section .text.instructionPointer, "ax", @progbits
.globl instructionPointer
instructionPointer:
    movq (%rsp), %rax
    ret

.section .note.GNU-stack, "", @progbits
