// The start of a Linux process on x86-64, and the door to its kernel; there is no libc.
//
// The kernel enters at `_start` with argc, argv, envp and the auxiliary vector on the stack (System V ABI, AMD64
// supplement, 3.4.1); process.ts reads them from `initial_stack`, which is also where the stack begins.

.section .text.start, "ax", @progbits
.globl _start
_start:
    movq %rsp, initial_stack
    xorl %ebp, %ebp                         // the end of the chain of frames
    pushq %rbp
    pushq %rbp
    call importos_start
    ud2

// syscall3(number, a, b, c) and syscall6(number, a, b, c, d, e, f): the kernel's answer, negative for an error.
// The kernel takes the number in rax and its arguments in rdi, rsi, rdx, r10, r8, r9, and spoils rcx and r11.
.section .text.syscall3, "ax", @progbits
.globl syscall3
syscall3:
    movq %rdi, %rax
    movq %rsi, %rdi
    movq %rdx, %rsi
    movq %rcx, %rdx
    syscall
    ret

.section .text.syscall6, "ax", @progbits
.globl syscall6
syscall6:
    movq %rdi, %rax
    movq %rsi, %rdi
    movq %rdx, %rsi
    movq %rcx, %rdx
    movq %r8, %r10
    movq %r9, %r8
    movq 8(%rsp), %r9
    syscall
    ret

// Where a signal handler returns to (SA_RESTORER); ours never do, but the kernel asks for one.
.section .text.restore_signal, "ax", @progbits
.globl restore_signal
restore_signal:
    movl $15, %eax                          // rt_sigreturn
    syscall
    ud2

.section .bss.start, "aw", @nobits
.balign 8
.globl initial_stack, kernel_scratch, poll_table, signal_stack, signal_stack_end
initial_stack:  .skip 8
kernel_scratch: .skip 128                   // where system calls read and write small structures
poll_table:     .skip 8 * 31                // struct pollfd for each descriptor that is waited for (wait.ts)
.balign 16
signal_stack:   .skip 32768                 // for reports of faults; untouched pages cost nothing
signal_stack_end:

.section .note.GNU-stack, "", @progbits
