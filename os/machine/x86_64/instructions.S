// Instructions that no compiler emits, each as a function of the C calling convention (declared in instructions.ts).

.section .text.instructions, "ax", @progbits

.macro function name
.balign 16, 0xcc
.globl \name
\name:
.endm

// in8(port): u8 and its kin; out8(port, value).
function in8
    movl %edi, %edx
    xorl %eax, %eax
    inb %dx, %al
    ret
function in16
    movl %edi, %edx
    xorl %eax, %eax
    inw %dx, %ax
    ret
function in32
    movl %edi, %edx
    inl %dx, %eax
    ret
function out8
    movl %edi, %edx
    movl %esi, %eax
    outb %al, %dx
    ret
function out16
    movl %edi, %edx
    movl %esi, %eax
    outw %ax, %dx
    ret
function out32
    movl %edi, %edx
    movl %esi, %eax
    outl %eax, %dx
    ret

// outBytes(port, address, count): `count` bytes of memory to one port, for the serial FIFO.
function outBytes
    movq %rdx, %rcx
    movl %edi, %edx
    rep outsb
    ret

// readMsr(register): u64; writeMsr(register, value).
function readMsr
    movl %edi, %ecx
    rdmsr
    shlq $32, %rdx
    orq %rdx, %rax
    ret
function writeMsr
    movl %edi, %ecx
    movl %esi, %eax
    movq %rsi, %rdx
    shrq $32, %rdx
    wrmsr
    ret

function readCr2
    movq %cr2, %rax
    ret
function readCr4
    movq %cr4, %rax
    ret
function writeCr4
    movq %rdi, %cr4
    ret
function writeCr3
    movq %rdi, %cr3
    ret
function invalidatePage
    invlpg (%rdi)
    ret

// loadIdt(address, limit), loadTask(selector).
function loadIdt
    subq $24, %rsp
    movw %si, 6(%rsp)
    movq %rdi, 8(%rsp)
    lidt 6(%rsp)
    addq $24, %rsp
    ret
function loadTask
    ltr %di
    ret

function enableInterrupts
    sti
    ret
function disableInterrupts
    cli
    ret
function halt
    hlt
    ret
function spinPause
    pause
    ret

// readTsc(): u64. On x86 the load is not ordered with others; nothing here needs it to be.
function readTsc
    rdtsc
    shlq $32, %rdx
    orq %rdx, %rax
    ret

// cpuidLow(leaf, subleaf): eax in bits 0..31, ebx in bits 32..63; cpuidHigh: ecx and edx.
function cpuidLow
    pushq %rbx
    movl %edi, %eax
    movl %esi, %ecx
    cpuid
    shlq $32, %rbx
    orq %rbx, %rax
    popq %rbx
    ret
function cpuidHigh
    pushq %rbx
    movl %edi, %eax
    movl %esi, %ecx
    cpuid
    movl %ecx, %eax
    shlq $32, %rdx
    orq %rdx, %rax
    popq %rbx
    ret

// readRandom(): 1 when the processor gave 64 random bits, which are stored in `random_word`; else 0 (SDM 1 7.3.17).
function readRandom
    movl $10, %ecx
1:  rdrand %rax
    jc 2f
    decl %ecx
    jnz 1b
    xorl %eax, %eax
    ret
2:  movq %rax, random_word
    movl $1, %eax
    ret

// tripleFault(): an interrupt without a descriptor table resets the machine.
function tripleFault
    pushq $0
    pushq $0
    lidt (%rsp)
    int3

.section .bss.random, "aw", @nobits
.balign 8
.globl random_word
random_word: .skip 8

.section .note.GNU-stack, "", @progbits
