// Where the processor enters for exceptions and interrupts: 64 gates, 16 bytes of code each.
//
//   vectors  0..31   exceptions: save every register, call the TypeScript function whose code address was stored in
//                    `exception_handler` with the address of the frame below. It never returns.
//   vectors 32..63   interrupts: set bit (vector - 32) of `pending_interrupts`, tell the local APIC, go back. Nothing
//                    else happens here: work belongs to the event loop (docs/decisions/022), so no compiled code ever runs
//                    inside an interrupt, and only two registers have to be saved.
//
// Every gate switches to a stack of the interrupt stack table (descriptors.ts): one for interrupts, one for
// exceptions, which thus also work when the main stack has overflowed. Compiled code may use its red zone.
//
// The frame given to the exception handler, addresses growing downwards (exceptions.ts reads it):
//
//    +0 r15   +8 r14  +16 r13  +24 r12  +32 r11  +40 r10  +48 r9   +56 r8
//   +64 rdi  +72 rsi  +80 rbp  +88 rbx  +96 rdx +104 rcx +112 rax +120 vector
//  +128 error code  +136 rip  +144 cs  +152 rflags  +160 rsp  +168 ss      (from +136: SDM 3A 7.14.2)

.set FIRST_INTERRUPT, 32
.set VECTORS,         64
.set LAPIC_EOI,       0xfee000b0            // SDM 3A 11.8.5

.section .text.interrupts, "ax", @progbits
.globl interrupt_stubs
.balign 16
interrupt_stubs:
.set vector, 0
.rept VECTORS
    .balign 16, 0xcc
    // The processor pushes an error code for these exceptions only (SDM 3A 7.15).
    .if (vector != 8) && (vector != 10) && (vector != 11) && (vector != 12) && (vector != 13) && (vector != 14) && (vector != 17) && (vector != 21) && (vector != 29) && (vector != 30)
    pushq $0
    .endif
    pushq $vector
    .if vector < FIRST_INTERRUPT
    jmp exception_entry
    .else
    jmp interrupt_entry
    .endif
    .set vector, vector + 1
.endr

.balign 16
interrupt_entry:
    pushq %rax
    movl 8(%rsp), %eax
    subl $FIRST_INTERRUPT, %eax
    lock btsl %eax, pending_interrupts
    movabsq $LAPIC_EOI, %rax
    movl $0, (%rax)
    popq %rax
    addq $16, %rsp
    iretq

exception_entry:
    pushq %rax
    pushq %rcx
    pushq %rdx
    pushq %rbx
    pushq %rbp
    pushq %rsi
    pushq %rdi
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %r11
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, %rdi
    cld
    andq $-16, %rsp
    movq exception_handler, %rax
    testq %rax, %rax
    jz 1f
    call *%rax
1:  cli
    hlt
    jmp 1b

// sleepUnlessPending(): halts until the next interrupt; returns at once when a bit is pending already. `sti` takes
// effect after the instruction behind it (SDM 2B STI), so no interrupt fits between the test and the halt.
.globl sleepUnlessPending
sleepUnlessPending:
    cli
    cmpl $0, pending_interrupts
    jne 1f
    sti
    hlt
    ret
1:  sti
    ret

// takePending(mask): u32: the pending bits within `mask`, which it clears; those that come meanwhile stay.
.globl takePending
takePending:
    movl pending_interrupts, %eax
    andl %edi, %eax
    movl %eax, %ecx
    notl %ecx
    lock andl %ecx, pending_interrupts
    ret

.section .bss.interrupts, "aw", @nobits
.balign 8
.globl exception_handler, pending_interrupts
exception_handler:  .skip 8
pending_interrupts: .skip 8

// What descriptors.ts fills in: the interrupt descriptor table, the task state segment; and the two stacks.
.section .bss.descriptors, "aw", @nobits
.balign 16
.globl interrupt_table, task_state, interrupt_stack_top, exception_stack_top
interrupt_table:     .skip VECTORS * 16
task_state:          .skip 112
                     .skip 256              // one frame of 40 bytes and three words at a time: gates close the door
interrupt_stack_top:
                     .skip 8192
exception_stack_top:

.section .note.GNU-stack, "", @progbits
