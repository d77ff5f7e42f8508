import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { compareVersions, highestVersions, readElf } from './elf.mjs';
import { complaintsAbout } from './library-versions.mjs';

describe('the reader of ELF files', () => {
  it.runIf(process.platform === 'linux')('names the versions that objdump names', () => {
    const printed = execFileSync('objdump', ['-p', process.execPath], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const expected = printed.split('Version References:')[1]?.match(/[A-Z]+_[0-9.]+$/gm);
    const elf = readElf(readFileSync(process.execPath));
    expect(elf?.processor).toBe(process.arch);
    expect([...(elf?.versions ?? [])].sort()).toEqual(expected?.sort());
    expect(expected?.length).toBeGreaterThan(3);
  });

  it('takes no other file', () => {
    expect(readElf(Buffer.from('MZ'.padEnd(200)))).toBeNull();
    expect(readElf(Buffer.alloc(0))).toBeNull();
  });
});

describe('versions', () => {
  it('compare by number, not by letter', () => {
    expect(compareVersions('2.9', '2.28')).toBeLessThan(0);
    expect(compareVersions('2.2.5', '2.2')).toBeGreaterThan(0);
    expect(compareVersions('3.4.25', '3.4.25')).toBe(0);
    expect(highestVersions(['GLIBC_2.9', 'GLIBC_2.14', 'GLIBCXX_3.4', 'GLIBC_PRIVATE'])).toEqual({
      GLIBC: '2.14',
      GLIBCXX: '3.4',
    });
  });
});

describe('the check of a package', () => {
  const fine = { path: 'a.node', processor: 'x64', needs: { GLIBC: '2.28', GLIBCXX: '3.4.21' } };

  it('accepts what Debian 10 loads', () => {
    expect(complaintsAbout([fine], 'x64')).toEqual([]);
  });

  it('names a file that needs a later C library, and one of another processor', () => {
    const late = { path: 'b.node', processor: 'x64', needs: { GLIBC: '2.29' } };
    expect(complaintsAbout([fine, late], 'x64')).toEqual(['b.node needs GLIBC_2.29, later than 2.28']);
    expect(complaintsAbout([fine], 'arm64')).toEqual(['a.node is for x64, not for arm64']);
  });
});
