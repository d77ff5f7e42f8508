import { beforeAll, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { makeParty, type Party, type PartyPlan } from '../../core/verification/fixtures/mini-authority.ts';
import { makeSeal, sealContent } from '../../core/verification/fixtures/mini-world.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ModuleLook } from '../../shared/model/driver-report.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import { diagnoseDrivers, type ExaminedModule, type GuardPorts } from './driver-doctor.ts';
import { redactReport } from './redact-report.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const SYSTEM = { platform: 'linux', architecture: 'x64', bits: 64 } as const;
const PIN = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

let engine: SmEngine;
let root: Party;
let signer: Party;
let seal: Uint8Array;

const party = (commonName: string, changes: Partial<PartyPlan> = {}): Promise<Party> =>
  makeParty(engine, { commonName, serial: 9, ...changes }, root);

beforeAll(async () => {
  engine = await loadSmEngine();
  root = await makeParty(engine, { commonName: '样例根', serial: 1, isAuthority: true }, null);
  signer = await party('样例甲方');
  seal = await makeSeal(await party('样例制章者'), sealContent(signer));
});

function lookAt(changes: Partial<ModuleLook> = {}): ModuleLook {
  return {
    module: '/home/someone/drivers/module.so',
    kind: 'pkcs11',
    origin: 'user',
    product: null,
    header: null,
    state: 'ready',
    error: null,
    library: null,
    slots: [],
    ...changes,
  };
}

function snapshot(changes: Partial<TokenSnapshot> = {}): TokenSnapshot {
  return {
    module: '/module.so',
    kind: 'pkcs11',
    slot: 0,
    label: '样例公司的 Key',
    serial: 'SN-0012345678',
    manufacturer: 'Maker',
    initialised: true,
    pin: PIN,
    soPin: PIN,
    certificates: [{ id: Uint8Array.of(1), label: '', der: signer.certificate }],
    data: [{ label: '章', application: '', value: seal }],
    ...changes,
  };
}

const NO_GUARDS: GuardPorts = { installed: () => [], guardedDocuments: () => Promise.resolve(0) };

const diagnose = (
  examined: readonly ExaminedModule[],
  problems: readonly AppError[] = [],
  guards = NO_GUARDS,
) =>
  diagnoseDrivers({
    modules: { examineAll: () => Promise.resolve(examined) },
    guards,
    engine,
    clock: { now: () => NOW },
    system: SYSTEM,
    problems,
    notes: [],
  });

const obstaclesOf = async (changes: Partial<TokenSnapshot>, profile: string | null = 'ep11') => {
  const report = await diagnose([{ look: lookAt(), tokens: [snapshot({ ...changes, profile })] }]);
  return report.modules[0]?.tokens[0]?.obstacles.map(({ code }) => code);
};

describe('diagnoseDrivers', () => {
  it('finds no obstacle for a key that can seal', async () => {
    expect(await obstaclesOf({})).toEqual([]);
  });

  it.each([
    ['an uninitialised token', { initialised: false, certificates: [], data: [] }, ['TOKEN_NOT_INITIALISED']],
    ['a token without certificate', { certificates: [], data: [] }, ['TOKEN_NO_CERTIFICATE']],
    ['a locked PIN', { pin: { ...PIN, locked: true, triesLeft: 0 } }, ['PIN_LOCKED']],
    ['a PIN that must change', { pin: { ...PIN, mustChange: true } }, ['PIN_MUST_CHANGE']],
  ] as const)('names the first thing to see to with %s', async (_what, changes, codes) => {
    expect(await obstaclesOf(changes)).toEqual(codes);
  });

  it('shows an expired certificate with its reason', async () => {
    const expired = await party('样例甲方', { notAfter: '2026-11-01T00:00:00Z' });
    const certificates = [{ id: Uint8Array.of(1), label: '', der: expired.certificate }];
    const tokens = [snapshot({ certificates, data: [], profile: 'ep11' })];
    const token = (await diagnose([{ look: lookAt(), tokens }])).modules[0]?.tokens[0];
    expect(token?.certificates).toMatchObject([{ usable: false, reason: 'CERTIFICATE_EXPIRED' }]);
    expect(token?.obstacles).toEqual([{ code: 'CERTIFICATE_EXPIRED' }]);
  });

  it('reports an unknown vendor profile only for PKCS#11', async () => {
    expect(await obstaclesOf({}, null)).toEqual(['TOKEN_PROFILE_UNKNOWN']);
    expect(await obstaclesOf({ kind: 'skf' }, null)).toEqual([]);
  });

  it('notes encryption software of the company, and documents that it hands out as ciphertext', async () => {
    const found = { product: 'IP-guard', path: 'C:\\Windows\\System32\\winrdlv3.exe' };
    const { findings, notes } = await diagnose([{ look: lookAt(), tokens: [] }], [], {
      installed: () => [found],
      guardedDocuments: () => Promise.resolve(2),
    });
    expect(findings.map(({ code }) => code)).toEqual(['TOKEN_NOT_FOUND']);
    expect(notes).toEqual([
      { code: 'FILE_GUARDED', details: { documents: 2 } },
      { code: 'GUARD_SOFTWARE_FOUND', details: found },
    ]);
  });

  it('reports the findings that concern all modules', async () => {
    const codes = async (examined: readonly ExaminedModule[], problems: readonly AppError[] = []) =>
      (await diagnose(examined, problems)).findings.map(({ code }) => code);
    expect(await codes([])).toEqual(['MODULE_MISSING']);
    expect(await codes([{ look: lookAt({ state: 'noToken' }), tokens: [] }])).toEqual(['TOKEN_NOT_FOUND']);
    const barred = lookAt({ state: 'failed', error: { code: 'COMPONENT_SYSTEM_TOO_OLD' } });
    expect(
      await codes([
        { look: barred, tokens: [] },
        { look: barred, tokens: [] },
      ]),
    ).toEqual(['COMPONENT_SYSTEM_TOO_OLD']);
    expect(
      await codes([{ look: lookAt(), tokens: [snapshot()] }], [{ code: 'KEY_SETTINGS_DAMAGED' }]),
    ).toEqual(['KEY_SETTINGS_DAMAGED']);
  });
});

describe('redactReport', () => {
  const folders = [
    { path: '/home/someone', name: '~' },
    { path: '/home/someone/world', name: '<world>' },
  ];

  it('leaves no name, no whole serial number and no personal folder anywhere in the report', async () => {
    const failed = lookAt({
      module: '/home/someone/world/x.so',
      state: 'failed',
      error: { code: 'TOKEN_FAILURE', details: { serial: 'SN-0012345678', ckr: 5 } },
    });
    const report = await diagnose([
      { look: lookAt(), tokens: [snapshot({ profile: 'ep11' })] },
      { look: failed, tokens: [] },
    ]);
    const shown = redactReport(report, folders);
    expect(JSON.stringify(report)).toMatch(/样例|SN-0012345678|someone/);
    expect(JSON.stringify(shown)).not.toMatch(/样例|SN-0012345678|someone/);
    expect(shown.redacted).toBe(true);
    expect(shown.modules.map(({ module }) => module)).toEqual(['~/drivers/module.so', '<world>/x.so']);
    expect(shown.modules[0]?.tokens[0]).toMatchObject({ label: '…', serial: '…5678', profile: 'ep11' });
    expect(shown.modules[1]?.error?.details).toEqual({ serial: '…5678', ckr: 5 });
  });

  it('knows a personal folder by every spelling that Windows takes for it', async () => {
    const spellings = ['c:\\USERS\\Zhang.San\\x.dll', 'C:/Users/zhang.san/x.dll', 'C:\\\\Users\\\\Zhang.San'];
    const looks = spellings.map((module) => ({ look: lookAt({ module }), tokens: [] }));
    const shown = redactReport(await diagnose(looks), [{ path: 'C:\\Users\\Zhang.San', name: '~' }]);
    expect(shown.modules.map(({ module }) => module)).toEqual(['~\\x.dll', '~/x.dll', '~']);
  });

  it('cuts the serial number of a token that only an error names', async () => {
    const error = { code: 'SOFT_TOKEN_REFUSED', details: { serial: 'SD00112233' } } as const;
    const slots = [{ slot: 0, description: 'Reader SD00112233', state: 'unreadable', error }] as const;
    const report = await diagnose([{ look: lookAt({ state: 'noToken', error, slots }), tokens: [] }]);
    expect(JSON.stringify(redactReport(report, []))).not.toContain('SD00112233');
  });

  it('hides a label that an SKF library uses as the name of its device', async () => {
    const slots = [{ slot: 0, description: '样例公司 Key', state: 'token', error: null }] as const;
    const tokens = [snapshot({ label: '样例公司 Key', profile: 'skf' })];
    const shown = redactReport(await diagnose([{ look: lookAt({ slots }), tokens }]), []);
    expect(shown.modules[0]?.slots).toEqual([{ ...slots[0], description: '…' }]);
  });

  it('hides a short serial number whole, and leaves similar text alone', async () => {
    const report = await diagnose([{ look: lookAt(), tokens: [snapshot({ serial: '64', label: 'x64' })] }]);
    const shown = redactReport(report, []);
    expect(shown.modules[0]?.tokens[0]?.serial).toBe('…');
    expect(shown.system).toEqual(SYSTEM);
  });
});
