// The sampling profiler of the bare machine, only in images that are built for profiling: the battery clock (MC146818A)
// interrupts 1,024 times a second on line 8 of the I/O APIC, and the handler writes down the stack of what it interrupts.
// The local APIC's timer stays what it is for, waking the event loop.
//
// The linker puts these functions before those of the same names (--wrap), so that other images have nothing of it:
//
//   importos_start     routes the line, while the boot page tables still let us reach the I/O APIC
//   enableInterrupts   starts the clock's periodic interrupt, when it can be acknowledged
//   interrupt_stubs    the gates: one of them is ours, the others lead to theirs
//   out8               remembers which register of the clock was selected last: ours must not be in between
//
// The buffer is memory of the machine, which the one who profiles reads from outside.

.set BUFFER_BYTES,    0x400000
.set RECORDS,         40
.set IDLE,            24
.set SAMPLE_NS,       976562                // 1,024 a second

.set FIRST_INTERRUPT, 32
.set VECTORS,         64
.set VECTOR,          FIRST_INTERRUPT + 30  // local-apic.ts hands out the bits below one after the other
.set LAPIC_EOI,       0xfee000b0
.set IO_APIC,         0xfec00000
.set LINE_REGISTER,   0x10 + 2 * 8          // line 8 (82093AA, 3.2.4)
.set WINDOW_ENTRY,    510                   // of boot_pd: for a moment the I/O APIC is at 1 GB - 4 MB
.set WINDOW,          WINDOW_ENTRY * 0x200000
.set PAGE_MEMORY,     0x083                 // large, writable, present
.set PAGE_DEVICE,     0x093                 // and not cached

.set CMOS_INDEX,      0x70
.set CMOS_DATA,       0x71
.set STATUS_A,        10                    // the rate in bits 0–3: 6 is 1,024 Hz
.set STATUS_B,        11                    // bit 6: periodic interrupt
.set STATUS_C,        12                    // read to acknowledge

.section .text.profiler, "ax", @progbits
.globl __wrap_importos_start, __wrap_enableInterrupts, __wrap_interrupt_stubs, __wrap_out8
__wrap_importos_start:
    movq profile_magic, %rax
    movq %rax, profile_buffer
    movq $RECORDS, profile_buffer + 8
    movq $BUFFER_BYTES, profile_buffer + 32
    movabsq $IO_APIC + PAGE_DEVICE, %rax
    movq %rax, boot_pd + WINDOW_ENTRY * 8
    movl $WINDOW, %ecx
    invlpg (%rcx)
    movl $LINE_REGISTER + 1, (%rcx)
    movl $0, 0x10(%rcx)                     // to the first processor
    movl $LINE_REGISTER, (%rcx)
    movl $VECTOR, 0x10(%rcx)                // edge, active high, not masked
    movq $WINDOW + PAGE_MEMORY, boot_pd + WINDOW_ENTRY * 8
    invlpg (%rcx)
    jmp __real_importos_start

__wrap_enableInterrupts:
    movb $STATUS_A, %al
    outb %al, $CMOS_INDEX
    inb $CMOS_DATA, %al
    andb $0xf0, %al
    orb $6, %al
    outb %al, $CMOS_DATA
    movb $STATUS_B, %al
    outb %al, $CMOS_INDEX
    inb $CMOS_DATA, %al
    orb $0x40, %al
    outb %al, $CMOS_DATA
    movb $STATUS_C, %al
    outb %al, $CMOS_INDEX
    inb $CMOS_DATA, %al
    jmp __real_enableInterrupts

__wrap_out8:
    cmpl $CMOS_INDEX, %edi
    jne 1f
    movb %sil, cmos_index
1:  jmp __real_out8

.balign 16
__wrap_interrupt_stubs:
.set vector, 0
.rept VECTORS
    .balign 16, 0xcc
    .if vector == VECTOR
    jmp profile_entry
    .else
    jmp __real_interrupt_stubs + 16 * vector
    .endif
    .set vector, vector + 1
.endr

// On the interrupt stack: rip, cs, rflags, rsp, ss (SDM 3A 7.14.2); nine registers more make 112 bytes of its 256.
.balign 16
profile_entry:
    pushq %rax
    pushq %rcx
    pushq %rdx
    pushq %rsi
    pushq %rdi
    pushq %r8
    pushq %r9
    pushq %r10
    pushq %r11
    movl $profile_buffer, %r8d
    movq 72(%rsp), %rdi
    cmpq $sleepUnlessPending, %rdi
    jb 1f
    cmpq $takePending, %rdi
    jae 1f
    incq IDLE(%r8)
    jmp 2f
1:  movq %rbp, %rsi
    movq 72 + 24(%rsp), %rcx
    movl $SAMPLE_NS, %r9d
    movq boot_stack_base, %r10
    call profile_record
2:  movb $STATUS_C, %al
    outb %al, $CMOS_INDEX
    inb $CMOS_DATA, %al
    movb cmos_index, %al
    outb %al, $CMOS_INDEX
    movabsq $LAPIC_EOI, %rax
    movl $0, (%rax)
    popq %r11
    popq %r10
    popq %r9
    popq %r8
    popq %rdi
    popq %rsi
    popq %rdx
    popq %rcx
    popq %rax
    iretq

.section .rodata.profiler, "a", @progbits
.balign 8
profile_magic:   .ascii "IMPTPROF"

.section .bss.profiler, "aw", @nobits
.balign 4096
.globl profile_buffer
profile_buffer:  .skip BUFFER_BYTES
cmos_index:      .skip 8

.section .note.GNU-stack, "", @progbits
