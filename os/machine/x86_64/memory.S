// memcpy, memmove, memset, memcmp and bcmp as the C standard has them (7.24), for every x86-64 target: LLVM emits
// calls to them for `copyMemory` and its kin, and there is no libc.
//
// Short ranges are done by overlapping loads without a loop; long ones 64 bytes at a time with SSE2. Not by
// `rep movsb`: an emulator executes that byte by byte, and on processors it isn't faster. Filling is, from some kilobytes on.

.macro function name
.section .text.\name, "ax", @progbits
.balign 16, 0xcc
.globl \name
\name:
.endm

// memmove(to, from, size): every load of a short range precedes its stores, so ranges may overlap.
.section .text.memmove, "ax", @progbits
.balign 16
.globl memmove, memcpy
memcpy:
memmove:
    movq %rdi, %rax
    cmpq $16, %rdx
    ja 3f
    cmpq $8, %rdx
    jae 2f
    cmpq $4, %rdx
    jae 1f
    testq %rdx, %rdx
    jz 9f
    // 1 to 3 bytes: the first, the middle, the last
    movzbl (%rsi), %ecx
    movzbl -1(%rsi, %rdx), %r8d
    movq %rdx, %r9
    shrq %r9
    movzbl (%rsi, %r9), %r10d
    movb %cl, (%rdi)
    movb %r10b, (%rdi, %r9)
    movb %r8b, -1(%rdi, %rdx)
9:  ret
1:  movl (%rsi), %ecx
    movl -4(%rsi, %rdx), %r8d
    movl %ecx, (%rdi)
    movl %r8d, -4(%rdi, %rdx)
    ret
2:  movq (%rsi), %rcx
    movq -8(%rsi, %rdx), %r8
    movq %rcx, (%rdi)
    movq %r8, -8(%rdi, %rdx)
    ret
3:  movups (%rsi), %xmm0
    movups -16(%rsi, %rdx), %xmm7
    cmpq $32, %rdx
    ja 4f
    movups %xmm0, (%rdi)
    movups %xmm7, -16(%rdi, %rdx)
    ret
4:  movups 16(%rsi), %xmm1
    movups -32(%rsi, %rdx), %xmm6
    cmpq $64, %rdx
    ja 5f
    movups %xmm0, (%rdi)
    movups %xmm1, 16(%rdi)
    movups %xmm6, -32(%rdi, %rdx)
    movups %xmm7, -16(%rdi, %rdx)
    ret
5:  movups -48(%rsi, %rdx), %xmm5
    movups -64(%rsi, %rdx), %xmm4
    movq %rdi, %rcx
    subq %rsi, %rcx
    cmpq %rdx, %rcx
    jb 7f
    // Upwards; the last 64 bytes are in xmm4 to xmm7.
    leaq -64(%rdi, %rdx), %r8
6:  movups (%rsi), %xmm0
    movups 16(%rsi), %xmm1
    movups 32(%rsi), %xmm2
    movups 48(%rsi), %xmm3
    movups %xmm0, (%rdi)
    movups %xmm1, 16(%rdi)
    movups %xmm2, 32(%rdi)
    movups %xmm3, 48(%rdi)
    addq $64, %rsi
    addq $64, %rdi
    cmpq %r8, %rdi
    jb 6b
    movups %xmm4, (%r8)
    movups %xmm5, 16(%r8)
    movups %xmm6, 32(%r8)
    movups %xmm7, 48(%r8)
    ret
    // Downwards, because `to` lies inside the source; the first 64 bytes are kept in xmm0, 1, 8, 9.
7:  movups 32(%rsi), %xmm8
    movups 48(%rsi), %xmm9
    leaq (%rdi, %rdx), %r8
    addq %rdx, %rsi
    leaq 64(%rdi), %r9
8:  movups -64(%rsi), %xmm4
    movups -48(%rsi), %xmm5
    movups -32(%rsi), %xmm6
    movups -16(%rsi), %xmm7
    movups %xmm4, -64(%r8)
    movups %xmm5, -48(%r8)
    movups %xmm6, -32(%r8)
    movups %xmm7, -16(%r8)
    subq $64, %rsi
    subq $64, %r8
    cmpq %r9, %r8
    ja 8b
    movups %xmm0, (%rdi)
    movups %xmm1, 16(%rdi)
    movups %xmm8, 32(%rdi)
    movups %xmm9, 48(%rdi)
    ret

// memset(to, byte, size)
function memset
    movq %rdi, %rax
    movzbl %sil, %ecx
    movabsq $0x0101010101010101, %rsi
    imulq %rsi, %rcx
    cmpq $16, %rdx
    jae 3f
    cmpq $8, %rdx
    jae 2f
    cmpq $4, %rdx
    jae 1f
    testq %rdx, %rdx
    jz 9f
    movb %cl, (%rdi)
    movb %cl, -1(%rdi, %rdx)
    shrq %rdx
    movb %cl, (%rdi, %rdx)
9:  ret
1:  movl %ecx, (%rdi)
    movl %ecx, -4(%rdi, %rdx)
    ret
2:  movq %rcx, (%rdi)
    movq %rcx, -8(%rdi, %rdx)
    ret
3:  movq %rcx, %xmm0
    punpcklqdq %xmm0, %xmm0
    leaq -16(%rdi, %rdx), %r8
    cmpq $64, %rdx
    jb 5f
    cmpq $16384, %rdx
    jae 7f
    leaq -64(%rdi, %rdx), %r9
4:  movups %xmm0, (%rdi)
    movups %xmm0, 16(%rdi)
    movups %xmm0, 32(%rdi)
    movups %xmm0, 48(%rdi)
    addq $64, %rdi
    cmpq %r9, %rdi
    jbe 4b
    jmp 6f
5:  movups %xmm0, (%rdi)
    addq $16, %rdi
6:  cmpq %r8, %rdi
    jb 5b
    movups %xmm0, (%r8)
    ret
    // Large ranges: processors write whole lines that they needn't read first. By words, for an emulator's sake.
7:  movq %rcx, %rsi
    leaq 16(%rdi), %r9
    andq $-16, %r9
    movups %xmm0, (%rdi)
    leaq (%rdi, %rdx), %rcx
    subq %r9, %rcx
    shrq $3, %rcx
    movq %r9, %rdi
    xchgq %rax, %rsi
    rep stosq
    movq %rsi, %rax
    movups %xmm0, (%r8)
    ret

// memcmp(a, b, size) and bcmp: 0 when equal, else the difference of the first bytes that differ.
.section .text.memcmp, "ax", @progbits
.balign 16
.globl memcmp, bcmp
memcmp:
bcmp:
    xorl %ecx, %ecx
    cmpq $16, %rdx
    jb 4f
1:  leaq 16(%rcx), %r8
    cmpq %rdx, %r8
    ja 3f
2:  movups (%rdi, %rcx), %xmm0
    movups (%rsi, %rcx), %xmm1
    pcmpeqb %xmm1, %xmm0
    pmovmskb %xmm0, %eax
    xorl $0xffff, %eax
    jnz 7f
    movq %r8, %rcx
    jmp 1b
    // The last 16 bytes, some of them again
3:  cmpq %rdx, %rcx
    je 9f
    leaq -16(%rdx), %rcx
    movq %rdx, %r8
    jmp 2b
    // 8 to 15 bytes, 4 to 7: the first and the last, which overlap; where they differ is looked for byte by byte
4:  cmpq $8, %rdx
    jb 5f
    movq (%rdi), %rax
    movq -8(%rdi, %rdx), %r8
    xorq (%rsi), %rax
    xorq -8(%rsi, %rdx), %r8
    orq %r8, %rax
    jz 9f
    jmp 6f
5:  cmpq $4, %rdx
    jb 6f
    movl (%rdi), %eax
    movl -4(%rdi, %rdx), %r8d
    xorl (%rsi), %eax
    xorl -4(%rsi, %rdx), %r8d
    orl %r8d, %eax
    jz 9f
6:  cmpq %rdx, %rcx
    jae 9f
    movzbl (%rdi, %rcx), %eax
    cmpb %al, (%rsi, %rcx)
    jne 8f
    incq %rcx
    jmp 6b
7:  bsfl %eax, %eax
    addq %rax, %rcx
8:  movzbl (%rdi, %rcx), %eax
    movzbl (%rsi, %rcx), %edx
    subl %edx, %eax
    ret
9:  xorl %eax, %eax
    ret

.section .note.GNU-stack, "", @progbits
