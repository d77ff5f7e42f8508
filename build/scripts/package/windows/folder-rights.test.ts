import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rightsOfComputer, rightsOfPersonBefore } from './folder-rights.mjs';
import { rightsQueries } from './msi-tables.mjs';

/** The entries of a list in SDDL: who, and what they may. */
const entriesOf = (rights: string): string[][] =>
  [...rights.matchAll(/\(A;OICI;(\w+);;;([\w-]+)\)/g)].map(([, may = '', who = '']) => [who, may]);

const PERSON = 'S-1-5-21-1-2-3-1001';
const KEEPERS = [
  ['SY', 'FA'],
  ['BA', 'FA'],
];

describe('The folder of the programs', () => {
  it('for all of a computer is changed by the system and administrators, and read by others', () => {
    // FILE_GENERIC_READ and FILE_GENERIC_EXECUTE (winnt.h)
    const read = `0x${(0x120089 | 0x1200a0).toString(16)}`;
    expect(entriesOf(rightsOfComputer)).toEqual([
      ...KEEPERS,
      ...['BU', 'S-1-15-2-1', 'S-1-15-2-2'].map((who) => [who, read]),
    ]);
    expect(rightsOfComputer).toMatch(/^O:BAG:BAD:P\(/);
  });

  it('for one person is that person’s, and nobody else sees it', () => {
    const rights = `${rightsOfPersonBefore}${PERSON})`;
    expect(entriesOf(rights)).toEqual([...KEEPERS, [PERSON, 'FA']]);
    expect(rights).toMatch(/^D:P\(/);
  });

  it('gets them from Windows Installer before files are in it, wherever its place gives it none', () => {
    const [, ...queries] = rightsQueries();
    const text = queries.join('\n');
    expect(text).toContain(`'CreateFolder', '${rightsOfComputer}', 'NOT (MSIINSTALLPERUSER = 1) AND`);
    expect(text).toContain(`'CreateFolder', '${rightsOfPersonBefore}[UserSID])', 'MSIINSTALLPERUSER = 1 AND`);
    // Windows Installer lays files down at 4000.
    expect(text).toContain("('CreateFolders', 3700)");
  });

  it('is made by NSIS with them in one step, before anything is put into it', () => {
    const script = readFileSync(new URL('../../../windows/sealdesk.nsi', import.meta.url), 'utf8');
    const section = script.slice(script.indexOf('Section SealDesk'), script.indexOf('SectionEnd'));
    const steps = ['Call MakeOwnFolder', 'SetOutPath', 'File /r'].map((step) => section.indexOf(step));
    expect(steps.every((place) => place > 0)).toBe(true);
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
  });
});
