import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentAmong, isRequestFile } from './started-with.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-start-'));
const contract = join(folder, '合同.pdf');
writeFileSync(contract, '%PDF-1.7');
afterAll(() => rmSync(folder, { recursive: true }));

describe('documentAmong', () => {
  it('finds a relative path from where the start was made', () => {
    expect(documentAmong(['electron', '合同.pdf'], folder)).toBe(contract);
  });

  it('passes over switches, folders and the program itself', () => {
    expect(documentAmong([contract, '--no-sandbox', '.', folder], folder)).toBeNull();
  });

  it('answers null for a file that is not there', () => {
    expect(documentAmong(['electron', 'missing.pdf'], folder)).toBeNull();
  });
});

describe('isRequestFile', () => {
  it.each([
    ['申请.sealrequest', true],
    ['申请.SEALREQUEST', true],
    ['合同.pdf', false],
    ['sealrequest', false],
  ])('%s: %s', (name, expected) => expect(isRequestFile(name)).toBe(expected));
});
