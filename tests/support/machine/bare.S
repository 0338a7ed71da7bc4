// Stands in for a compiled program on the bare machine: says whether the stack is as promised, repeats the command
// line, and ends with status 42.
.globl importos_start
importos_start:
    leaq 24(%rsp), %rax                     // the return address and two words of entry.S
    cmpq boot_stack_base, %rax
    jne 1f
    testb $15, %al
    jnz 1f
    movl $0x3f8, %edi
    leaq good(%rip), %rsi
    movl $6, %edx
    call outBytes
1:  movl $0x3f8, %edi
    leaq boot_command_line, %rsi
    movl $32, %edx
    call outBytes
    movl $0x501, %edi
    movl $42, %esi
    call out16
    ud2
.section .rodata
good: .ascii "stack "
.section .note.GNU-stack, "", @progbits
