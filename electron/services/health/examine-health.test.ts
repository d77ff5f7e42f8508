import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import type { DriverReport } from '../../shared/model/driver-report.ts';
import type { RegisterAudit } from '../../shared/model/register.ts';
import { failure, success } from '../../shared/result.ts';
import { problemLine } from '../support-bundle/problem-line.ts';
import { examineHealth, type HealthPorts } from './examine-health.ts';

const NOW = new Date('2026-11-29T02:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);

const AUDIT: RegisterAudit = {
  ...{ size: 3, root: '', checkpoints: 1, signedCheckpoints: 1, signers: [], countersigners: [] },
  ...{ protectedSize: 3, sound: true, finding: null, outside: [], tokensWithout: [], renewals: [] },
};
const DRIVERS: DriverReport = {
  ...{ madeAt: NOW.toISOString(), redacted: false, modules: [], findings: [], notes: [] },
  system: { platform: 'linux', architecture: 'x64', bits: 64 },
};

async function examined(changes: Partial<HealthPorts>): Promise<Record<string, string>> {
  const { findings } = await examineHealth({
    clock: { now: () => NOW },
    program: { version: '1' },
    engine: 'own',
    freeBytes: () => Promise.resolve(5e9),
    isOpenToOthers: () => false,
    isProgramOpenToOthers: () => false,
    settingsProblems: [],
    audit: () => Promise.resolve(success(AUDIT)),
    newestBackup: () => daysAgo(1),
    platforms: () => Promise.resolve(success([])),
    drivers: () => Promise.resolve(DRIVERS),
    problems: () => [],
    ...changes,
  });
  const told = findings.filter(({ state }) => state !== 'good');
  return Object.fromEntries(
    told.map(({ check, state, problems }) => [check, [state, ...problems.map(({ code }) => code)].join(' ')]),
  );
}

describe('the health of an installation', () => {
  it('is good when nothing stands in the way', async () => {
    expect(await examined({})).toEqual({});
  });

  it.each<[string, Partial<HealthPorts>, Record<string, string>]>([
    [
      'a disk that is nearly full',
      { freeBytes: () => Promise.resolve(1e6) },
      { folder: 'attention DISK_NEARLY_FULL' },
    ],
    [
      'a home that others may get into',
      { isOpenToOthers: () => true },
      { folder: 'attention HOME_OPEN_TO_OTHERS' },
    ],
    [
      'a program that others may replace',
      { isProgramOpenToOthers: () => true },
      { program: 'bad PROGRAM_OPEN_TO_OTHERS' },
    ],
    ['the second engine', { engine: 'libraries' }, { program: 'attention ENGINE_OF_LIBRARIES' }],
    [
      'damaged settings of an administrator',
      { settingsProblems: [{ code: 'ADMINISTRATOR_SETTINGS_DAMAGED' }] },
      { settings: 'bad ADMINISTRATOR_SETTINGS_DAMAGED' },
    ],
    [
      'a register that was changed',
      { audit: () => Promise.resolve(success({ ...AUDIT, sound: false })) },
      { register: 'bad REGISTER_DIFFERS' },
    ],
    [
      'a register that cannot be read, whose backups are nobody’s concern then',
      {
        audit: () => Promise.resolve(failure({ code: 'STORE_DAMAGED' })),
        newestBackup: () => null,
      },
      { register: 'bad STORE_DAMAGED' },
    ],
    ['an old backup', { newestBackup: () => daysAgo(8) }, { backups: 'attention NO_RECENT_BACKUP' }],
    [
      'backups that cannot be looked at',
      {
        newestBackup: () => {
          throw new CodedError('STORE_UNWRITABLE', '');
        },
      },
      { backups: 'bad STORE_UNWRITABLE' },
    ],
    [
      'drivers that cannot be examined',
      { drivers: () => Promise.reject(new CodedError('KEY_SETTINGS_DAMAGED', '')) },
      { drivers: 'bad KEY_SETTINGS_DAMAGED' },
    ],
    [
      'no key',
      { drivers: () => Promise.resolve({ ...DRIVERS, findings: [{ code: 'TOKEN_NOT_FOUND' }] }) },
      { drivers: 'bad TOKEN_NOT_FOUND' },
    ],
  ])('tells %s', async (_, changes, told) => {
    expect(await examined(changes)).toEqual(told);
  });

  it('tells how the program and its window ended within a week, and not before', async () => {
    const problems = (): string[] => [
      problemLine(daysAgo(2), 'the program', 'ENDED_ABNORMALLY'),
      problemLine(daysAgo(1), 'the window', 'WINDOW_CRASHED'),
    ];
    expect(await examined({ problems })).toEqual({ runs: 'attention ENDED_ABNORMALLY WINDOW_CRASHED' });
    const old = (): string[] => [
      problemLine(daysAgo(9), 'the program', 'ENDED_ABNORMALLY'),
      'no line of ours',
    ];
    expect(await examined({ problems: old })).toEqual({});
  });
});
