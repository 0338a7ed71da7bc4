// Stands in for a compiled program under Linux: calls a memory function as often as standard input says. A request is
// four 64-bit words: which function, destination, source (or byte), size; both addresses are offsets into a buffer.
// The answer is the function's result, an address again as an offset, and the buffer.
.set BUFFER_BYTES, 2048
.globl importos_start
importos_start:
1:  xorl %edi, %edi                         // read(0, request, 32)
    movl $0, %esi
    leaq request(%rip), %rdx
    movl $32, %ecx
    call syscall3
    cmpq $32, %rax
    jne 3f
    movq request(%rip), %rax
    leaq buffer(%rip), %r11
    movq request + 8(%rip), %rdi
    addq %r11, %rdi
    movq request + 16(%rip), %rsi
    cmpq $1, %rax                           // memset takes a byte
    je 2f
    addq %r11, %rsi
2:  movq request + 24(%rip), %rdx
    call *functions(, %rax, 8)
    movslq %eax, %rax                       // below 2 GB, or an int
    cmpq $2, request(%rip)                  // memcmp gives no address
    je 4f
    leaq buffer(%rip), %r11
    subq %r11, %rax
4:  movq %rax, result(%rip)
    movl $1, %edi                           // write(1, result and buffer)
    movl $1, %esi
    leaq result(%rip), %rdx
    movl $BUFFER_BYTES + 8, %ecx
    call syscall3
    jmp 1b
3:  movl $231, %edi                         // exit_group(number of arguments)
    movq initial_stack, %rsi
    movq (%rsi), %rsi
    call syscall3
    ud2
.section .rodata
.balign 8
functions: .quad memmove, memset, memcmp
.bss
.balign 16
request: .skip 32
         .skip 8
result:  .skip 8
buffer:  .skip BUFFER_BYTES
.section .note.GNU-stack, "", @progbits
