// From the boot loader to compiled code: 32-bit protected mode, paging off, to long mode on the main stack.
//
// The loader enters at `pvh_start` under the PVH protocol (QEMU microvm and q35, Firecracker, Cloud Hypervisor;
// xen/include/public/arch-x86/hvm/start_info.h): %ebx holds the physical address of a `struct hvm_start_info`,
// segments are flat, interrupts are off, there is no stack. The loader's structures may lie anywhere in memory, so
// they are copied into .bss before anything else is written. Then one pass of 2 MB pages over the first gigabyte,
// just enough to run; paging.ts narrows them (W^X, null page, stack guard) as its first act.
//
// The main stack ends at the top of the memory range that holds the image: the size it may grow to is decided in
// TypeScript (memory-map.ts), so that nothing about it is fixed at link time.

.set START_INFO_MAGIC,          0x336ec578
.set START_INFO_CMDLINE,        24
.set START_INFO_RSDP,           32
.set START_INFO_MEMORY_MAP,     40
.set START_INFO_MEMORY_ENTRIES, 48
.set MEMORY_ENTRY_SIZE,         24          // u64 address, u64 size, u32 type, u32 reserved
.set MEMORY_ENTRIES_MAX,        64
.set MEMORY_TYPE_RAM,           1
.set COMMAND_LINE_MAX,          4096        // with its closing NUL

.set IMAGE_ADDRESS,             0x100000
.set BOOT_TABLES_BYTES,         12288       // boot_pml4, boot_pdpt, boot_pd: where, image.ld says
.set BOOT_MAPPED_END,           0x40000000  // 1 GB, what the one boot page directory covers

.set PAGE_PRESENT_WRITABLE,     0x003
.set PAGE_LARGE,                0x080
.set CR0_VALUE,                 0x80010033  // PG WP NE ET MP PE; EM and TS clear (SDM 3A 2.5)
.set CR4_VALUE,                 0x000006a0  // OSXMMEXCPT OSFXSR PGE PAE
.set MSR_EFER,                  0xc0000080
.set EFER_VALUE,                0x00000900  // NXE LME

// The note by which a PVH loader finds the entry (Xen ELF note 18, PHYS32_ENTRY).
.section .note.Xen, "a", @note
.balign 4
.long 4, 4, 18
.asciz "Xen"
.long pvh_start

.section .text.entry, "ax", @progbits
.code32
.globl pvh_start
pvh_start:
    cld
    cmpl $START_INFO_MAGIC, (%ebx)
    jne 9f
    movl START_INFO_RSDP(%ebx), %eax
    movl %eax, boot_rsdp

    // The memory map.
    movl START_INFO_MEMORY_MAP(%ebx), %esi
    movl START_INFO_MEMORY_ENTRIES(%ebx), %ecx
    cmpl $MEMORY_ENTRIES_MAX, %ecx
    jbe 1f
    movl $MEMORY_ENTRIES_MAX, %ecx
1:  movl %ecx, boot_memory_entries
    imull $MEMORY_ENTRY_SIZE / 4, %ecx, %ecx
    movl $boot_memory_map, %edi
    rep movsl

    // The command line; the last byte of the copy stays NUL, .bss being zero.
    movl START_INFO_CMDLINE(%ebx), %esi
    testl %esi, %esi
    jz 3f
    movl $boot_command_line, %edi
    movl $COMMAND_LINE_MAX - 1, %ecx
2:  lodsb
    stosb
    testb %al, %al
    loopnz 2b

    // The top of the range of memory that holds the image, at most what the boot page tables cover.
3:  movl $boot_memory_map, %esi
    movl boot_memory_entries, %ecx
4:  subl $1, %ecx
    jc 9f
    movl (%esi), %eax
    addl 8(%esi), %eax                      // the low halves suffice: a sum beyond 4 GB carries and is clamped
    sbbl %edx, %edx
    orl 12(%esi), %edx
    jz 5f
    movl $BOOT_MAPPED_END, %eax
5:  cmpl $BOOT_MAPPED_END, %eax
    jbe 6f
    movl $BOOT_MAPPED_END, %eax
6:  addl $MEMORY_ENTRY_SIZE, %esi
    cmpl $MEMORY_TYPE_RAM, 16 - MEMORY_ENTRY_SIZE(%esi)
    jne 4b
    cmpl $0, 4 - MEMORY_ENTRY_SIZE(%esi)
    jne 4b
    cmpl $IMAGE_ADDRESS, - MEMORY_ENTRY_SIZE(%esi)
    ja 4b
    cmpl $__image_end, %eax
    jb 4b
    andl $0xfffff000, %eax
    movl %eax, boot_stack_base

    // Page tables: the first gigabyte, identical addresses, 2 MB pages. They lie behind what the loader has cleared.
    xorl %eax, %eax
    movl $boot_pml4, %edi
    movl $BOOT_TABLES_BYTES / 4, %ecx
    rep stosl
    movl $boot_pdpt + PAGE_PRESENT_WRITABLE, boot_pml4
    movl $boot_pd + PAGE_PRESENT_WRITABLE, boot_pdpt
    movl $boot_pd, %edi
    movl $PAGE_PRESENT_WRITABLE + PAGE_LARGE, %eax
7:  movl %eax, (%edi)
    addl $8, %edi
    addl $0x200000, %eax
    cmpl $BOOT_MAPPED_END, %eax
    jb 7b

    // Into long mode (SDM 3A 10.8.5).
    movl $CR4_VALUE, %eax
    movl %eax, %cr4
    movl $boot_pml4, %eax
    movl %eax, %cr3
    movl $MSR_EFER, %ecx
    movl $EFER_VALUE, %eax
    xorl %edx, %edx
    wrmsr
    movl $CR0_VALUE, %eax
    movl %eax, %cr0
    lgdtl gdt_pointer
    ljmpl $0x08, $long_mode

9:  // Not a PVH loader, or no memory where the image is: nothing can be said yet, so stop.
    cli
    hlt
    jmp 9b

.code64
long_mode:
    movl $0x10, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %ss
    xorl %eax, %eax
    movl %eax, %fs
    movl %eax, %gs
    movl boot_stack_base, %esp
    xorl %ebp, %ebp                         // the end of the chain of frames
    pushq %rbp
    pushq %rbp                              // keeps the stack on 16 bytes at the call
    call importos_start
    ud2

// Code, data and task segments (SDM 3A 3.4.5). Accessed bits are set, so that the processor need not write them;
// `tss_descriptor` is completed by descriptors.ts.
.section .data.gdt, "aw", @progbits
.balign 16
.globl tss_descriptor
gdt:
    .quad 0
    .quad 0x00209b0000000000                // 0x08 code, 64 bits, ring 0
    .quad 0x0000930000000000                // 0x10 data
tss_descriptor:                             // 0x18
    .quad 0, 0
gdt_pointer:
    .word gdt_pointer - gdt - 1
    .quad gdt

.section .bss.boot, "aw", @nobits
.balign 16
.globl boot_memory_map, boot_memory_entries, boot_command_line, boot_rsdp, boot_stack_base
boot_memory_map:     .skip MEMORY_ENTRY_SIZE * MEMORY_ENTRIES_MAX
boot_memory_entries: .skip 8
boot_rsdp:           .skip 8
boot_stack_base:     .skip 8
boot_command_line:   .skip COMMAND_LINE_MAX

.section .note.GNU-stack, "", @progbits
