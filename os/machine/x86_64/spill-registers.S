// withSpilledRegisters(code): calls code() with every callee-saved register on the stack, where the collector's scan of
// the stack finds what callers keep in them (System V ABI, AMD64 supplement, 3.2.1).

.section .text.withSpilledRegisters, "ax", @progbits
.globl withSpilledRegisters
withSpilledRegisters:
    pushq %rbp
    movq %rsp, %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    subq $8, %rsp
    callq *%rdi
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret

.section .note.GNU-stack, "", @progbits
