import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { parseSections, parseSymbols } from '../elf.ts';
import { runTool } from '../tool.ts';
import { callSites } from './call-sites.ts';

/** Each instruction with what looks like a call in its operand; those that are searched for have a label before them. */
const CODE = `
f:
  movl $0xe8e8e8e8, %eax
  movabsq $0xe8e8e8e8e8e8e8e8, %rax
  movw $0xe8e8, %ax
  movl %eax, 0xe8e8(%rsp)
  movq 0xe8(%rax,%rbx,8), %rcx
  movl 0xe8e8e8(,%rax,4), %ecx
  movb $0xe8, 0xe8(%rbp)
  movw $0xe8e8, 0xe8(%rip)
  testb $0xe8, %cl
  testl $0xe8e8e8, (%rax)
  notl 0xe8(%rax)
  imull $0xe8e8e8, %eax, %ecx
  imulq $0x58, %rax, %rcx
  shldq $0xe8, %rax, %rcx
  pshufd $0xe8, %xmm1, %xmm2
  roundsd $0xb, %xmm1, %xmm2
  pshufb 0xe8e8(%rax), %xmm1
  cmpxchgq %rcx, 0xe8(%rdx)
  lock xaddl %eax, 0xe8(%rdi)
  rep stosq
  movsd 0xe8e8e8, %xmm15
  cvttsd2si %xmm0, %rax
  bsfq %rax, %rcx
  btq $0xe, %rax
  pushq $0xe8e8
  nopw 0xe8(%rax,%rax,1)
  popcntq 0xe8(%rsi), %rax
  crc32q %rax, %rcx
site1: call f
site2: callq *%rax
site3: callq *0xe8(%rax)
site4: callq *0xe8e8(%r12,%r13,8)
site5: ud2
  jne f
  jmp f
  jmpq *0xe8(%rax)
site6: call *f(,%rax,8)
  ret
end:
`;

test('finds calls and traps among all that looks like them', (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'call-sites-'));
  t.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'code.S'), CODE);
  runTool('clang-19', [
    '--target=x86_64-unknown-none-elf',
    '-c',
    join(dir, 'code.S'),
    '-o',
    join(dir, 'code.o'),
  ]);
  const sections = parseSections(readFileSync(join(dir, 'code.o'))) ?? [];
  const code = sections.find(({ name }) => name === '.text')?.data ?? new Uint8Array();
  const labelled = parseSymbols(sections).filter(({ name }) => name.startsWith('site'));
  assert.equal(labelled.length, 6);
  assert.deepEqual(
    callSites(code),
    labelled.map(({ address }) => address),
  );
});

test('code that ends inside an instruction is an error, not a guess', () => {
  assert.throws(() => callSites(Uint8Array.of(0x90, 0xe8, 0, 0)), /ends inside/);
});
