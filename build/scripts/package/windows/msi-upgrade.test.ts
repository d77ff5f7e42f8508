import { describe, expect, it } from 'vitest';
import { complaintAboutRemoval, rowsOf, upgradeQueries } from './msi-upgrade.mjs';

/** A sequence as msiinfo prints it, in the order of the table, which is not that of the numbers. */
const sequence = (removal: string): string[][] =>
  rowsOf(
    [
      'Action\tCondition\tSequence',
      's72\tS255\tI2',
      'InstallExecuteSequence\tAction',
      'InstallValidate\t\t1400',
      removal,
      'InstallInitialize\t\t1500',
      'ProcessComponents\t\t1600',
      'InstallFinalize\t\t6600',
      'RemoveEnvironmentStrings\t\t3300',
      '',
    ].join('\r\n'),
  );

describe('An upgrade by Windows Installer', () => {
  it('is taken back as a whole where the older version is removed first in the transaction', () => {
    expect(complaintAboutRemoval(sequence('RemoveExistingProducts\t\t1501'))).toBeNull();
  });

  it.each([
    // As wixl has it.
    ['RemoveExistingProducts\t\t1401', 'RemoveExistingProducts comes before InstallInitialize'],
    ['RemoveExistingProducts\t\t1601', 'ProcessComponents comes before RemoveExistingProducts'],
    ['RemoveExistingProducts\t\t6550', 'ProcessComponents comes before RemoveExistingProducts'],
    ['RemoveFiles\t\t3500', 'InstallInitialize or RemoveExistingProducts is missing'],
  ])('is not with %j', (removal, complaint) => {
    expect(complaintAboutRemoval(sequence(removal))).toBe(complaint);
  });

  it('installs every file, with its version, without which one on the disk would count as newer', () => {
    expect(upgradeQueries([{ id: 'f1', version: '24.21.0.0', language: 1033 }])).toEqual([
      "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'",
      "INSERT INTO `Property` (`Property`, `Value`) VALUES ('REINSTALLMODE', 'amus')",
      "UPDATE `File` SET `Version` = '24.21.0.0', `Language` = '1033' WHERE `File` = 'f1'",
      "DELETE FROM `MsiFileHash` WHERE `File_` = 'f1'",
    ]);
  });
});
