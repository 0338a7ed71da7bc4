// trunc, floor and ceil of C (7.12.9) for processors without SSE 4.1's roundsd: LLVM calls them for the intrinsics of
// os/unsafe.ts. From 2^52 on, and for NaN, a double is its own integer part; below, it fits a 64-bit integer.

.section .rodata.rounding, "a", @progbits
.balign 16
magnitude: .quad 0x7fffffffffffffff, 0
limit:     .double 4503599627370496.0
one:       .double 1.0

.macro function name
.section .text.\name, "ax", @progbits
.balign 16, 0xcc
.globl \name
\name:
.endm

// The integer part of xmm0 in xmm1, with its sign also when it is zero. Leaves the function when there is none to take.
.macro integer_part
    movapd %xmm0, %xmm2
    andpd magnitude(%rip), %xmm2
    movsd limit(%rip), %xmm3
    ucomisd %xmm2, %xmm3
    jbe 9f                                  // too large, or NaN
    cvttsd2si %xmm0, %rax
    cvtsi2sd %rax, %xmm1
    movapd magnitude(%rip), %xmm3
    andnpd %xmm0, %xmm3
    orpd %xmm3, %xmm1
.endm

function trunc
    integer_part
    movapd %xmm1, %xmm0
9:  ret

function floor
    integer_part
    ucomisd %xmm0, %xmm1
    movapd %xmm1, %xmm0
    jbe 9f
    subsd one(%rip), %xmm0
9:  ret

function ceil
    integer_part
    ucomisd %xmm1, %xmm0
    movapd %xmm1, %xmm0
    jbe 9f
    addsd one(%rip), %xmm0
9:  ret

.section .note.GNU-stack, "", @progbits
