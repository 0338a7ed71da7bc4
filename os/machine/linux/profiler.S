// The sampling profiler of a Linux process, only in images that are built for profiling: SIGPROF comes for each
// millisecond of processor time (or the kernel's tick, if that is longer), and its handler writes down the stack.
//
// Samples go into a file that the one who profiles has opened as descriptor 3 and marked: what is in it stays there,
// however the process ends. Without such a file the image runs as any other. The linker puts this before
// `importos_start` (--wrap), so that other images have nothing of it.

.set SYS_CLOSE,        3
.set SYS_MMAP,         9
.set SYS_SIGACTION,    13
.set SYS_PREAD,        17
.set SYS_SETITIMER,    38
.set SYS_CLOCK_GETTIME, 228
.set SIGPROF,          27
.set ITIMER_PROF,      2
.set CLOCK_PROCESS,    2                    // CLOCK_PROCESS_CPUTIME_ID
.set READ_WRITE,       3
.set SHARED,           1

.set DESCRIPTOR,       3
.set BUFFER_BYTES,     0x2000000
.set RECORDS,          40
.set CONTEXT_RBP,      120                  // ucontext_t, see signals.ts
.set CONTEXT_RSP,      160
.set CONTEXT_RIP,      168

.section .text.profiler, "ax", @progbits
.globl __wrap_importos_start
__wrap_importos_start:
    // Is it the file that was made for us?
    movl $SYS_PREAD, %eax
    movl $DESCRIPTOR, %edi
    movl $profile_scratch, %esi
    movl $8, %edx
    xorl %r10d, %r10d
    syscall
    cmpq $8, %rax
    jne 1f
    movq profile_magic, %rax
    cmpq %rax, profile_scratch
    jne 1f

    movl $SYS_MMAP, %eax
    xorl %edi, %edi
    movl $BUFFER_BYTES, %esi
    movl $READ_WRITE, %edx
    movl $SHARED, %r10d
    movl $DESCRIPTOR, %r8d
    xorl %r9d, %r9d
    syscall
    testq %rax, %rax
    js 1f
    movq %rax, profile_buffer
    movq $RECORDS, 8(%rax)
    movq $BUFFER_BYTES, 32(%rax)
    movl $SYS_CLOSE, %eax
    movl $DESCRIPTOR, %edi
    syscall

    movl $SYS_SIGACTION, %eax
    movl $SIGPROF, %edi
    movl $profile_action, %esi
    xorl %edx, %edx
    movl $8, %r10d
    syscall
    movl $SYS_SETITIMER, %eax
    movl $ITIMER_PROF, %edi
    movl $profile_interval, %esi
    xorl %edx, %edx
    syscall
1:  jmp __real_importos_start

// The handler: rdi signal, rsi siginfo_t, rdx ucontext_t. The kernel keeps all registers and the red zone.
profile_handler:
    movq %rdx, %r9
    subq $24, %rsp
    movl $SYS_CLOCK_GETTIME, %eax
    movl $CLOCK_PROCESS, %edi
    movq %rsp, %rsi
    syscall
    imulq $1000000000, (%rsp), %rax
    addq 8(%rsp), %rax
    movq CONTEXT_RIP(%r9), %rdi
    movq CONTEXT_RBP(%r9), %rsi
    movq CONTEXT_RSP(%r9), %rcx
    movq %rax, %r9
    subq profile_last, %r9
    movq %rax, profile_last
    movq profile_buffer, %r8
    movq initial_stack, %r10
    call profile_record
    addq $24, %rsp
    ret

.section .rodata.profiler, "a", @progbits
.balign 8
profile_magic:    .ascii "IMPTPROF"
profile_action:   .quad profile_handler
                  .quad 0x1c000004          // SA_SIGINFO, SA_RESTORER, SA_RESTART, SA_ONSTACK
                  .quad restore_signal
                  .quad 0
profile_interval: .quad 0, 1000             // every millisecond …
                  .quad 0, 1000             // … from the first one on

.section .bss.profiler, "aw", @nobits
.balign 8
profile_scratch:  .skip 8
profile_buffer:   .skip 8
profile_last:     .skip 8

.section .note.GNU-stack, "", @progbits
