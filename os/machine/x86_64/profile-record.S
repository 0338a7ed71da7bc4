// Writes down where the processor was: the part of the sampling profiler that both machines share. Linked only into images
// that are built for profiling. Runs inside a signal handler or an interrupt, on a few words of stack, without a heap.
//
//   buffer  +0 u64 magic   +8 u64 offset of the next record   +16 u64 samples without room   +24 u64 samples while idle
//           +32 u64 size in bytes   +40 … records, one behind the other
//   record  +0 u32 number of addresses   +4 u32 nanoseconds that it stands for
//           +8 … u32 addresses: of the instruction, then where each caller goes on (code lies below 4 GB; 0 elsewhere)
//
// toolchain/profiler/samples.ts reads it.

.set FRAMES_MAX, 128
.set NEXT,    8
.set DROPPED, 16
.set SIZE,    32

// profile_record: rdi instruction, rsi its frame pointer, rcx its stack pointer, r8 buffer, r9 nanoseconds, r10 where
// the stack begins. Spoils rax, rdx, rsi, rdi, r11.
.section .text.profile_record, "ax", @progbits
.globl profile_record
profile_record:
    movq NEXT(%r8), %rdx
    leaq 8 + 4 * FRAMES_MAX(%rdx), %rax
    cmpq SIZE(%r8), %rax
    ja 9f
    addq %r8, %rdx
    xorl %r11d, %r11d

    movq %rdi, %rax
    shrq $32, %rax
    jz 1f
    movl $0, 8(%rdx)                        // not in the image: the kernel's page of functions
    movl $1, %r11d
    jmp 4f
1:  movl %edi, 8(%rdx)
    movl $1, %r11d

    // At a function's first and last instructions the frame pointer is the caller's: its frame would be passed over.
    leaq 16(%rcx), %rax
    cmpq %r10, %rax
    ja 4f
    movl (%rdi), %eax
    cmpb $0x55, %al                         // push %rbp
    je 2f
    cmpb $0xc3, %al                         // ret
    je 2f
    andl $0xffffff, %eax
    cmpl $0xe58948, %eax                    // mov %rsp, %rbp
    jne 4f
    movq 8(%rcx), %rax
    jmp 3f
2:  movq (%rcx), %rax
3:  movl %eax, 12(%rdx)
    movl $2, %r11d

4:  cmpl $FRAMES_MAX, %r11d
    jae 5f
    testb $7, %sil
    jnz 5f
    cmpq %rcx, %rsi
    jb 5f
    leaq 16(%rsi), %rax
    cmpq %r10, %rax
    ja 5f
    movq 8(%rsi), %rax
    testq %rax, %rax
    jz 5f
    movl %eax, 8(%rdx, %r11, 4)
    incl %r11d
    movq (%rsi), %rax
    cmpq %rsi, %rax
    jbe 5f
    movq %rax, %rsi
    jmp 4b

5:  movl %r11d, (%rdx)
    movl %r9d, 4(%rdx)
    leaq 8(%rdx, %r11, 4), %rax
    subq %r8, %rax
    movq %rax, NEXT(%r8)
    ret
9:  incq DROPPED(%r8)
    ret

.section .note.GNU-stack, "", @progbits
