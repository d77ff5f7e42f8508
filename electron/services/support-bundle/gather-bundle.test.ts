import { describe, expect, it } from 'vitest';
import { readZip } from '../packages/zip-reader.ts';
import { utf8Text } from '../../core/bytes/encodings.ts';
import { CodedError } from '../../shared/errors.ts';
import type { DriverReport, ModuleReport } from '../../shared/model/driver-report.ts';
import { failure, success } from '../../shared/result.ts';
import { type BundlePorts, gatherBundle, packBundle } from './gather-bundle.ts';
import { problemLine } from './problem-line.ts';

const AT = new Date('2026-11-29T02:00:00Z');
/** What must not be in any bundle, wherever it stood before. */
const SECRETS = {
  pin: '73519264',
  document: '与示例公司的保密协议.pdf',
  person: '张三丰',
  firm: '深圳市示例云帆科技有限公司',
  serial: 'KEY-0012345678',
  user: '/home/zhangsanfeng',
  purpose: '竞标用印',
};

const module: ModuleReport = {
  ...{
    module: `${SECRETS.user}/drivers/key.so`,
    kind: 'pkcs11',
    origin: 'user',
    product: null,
    header: null,
  },
  ...{ state: 'ready', error: null, library: null, slots: [] },
  tokens: [
    {
      ...{ slot: 1, label: SECRETS.person, serial: SECRETS.serial, manufacturer: 'Maker', state: 'ready' },
      profile: null,
      certificates: [
        { subject: `CN=${SECRETS.firm}`, algorithm: 'SM2', notAfter: '2027', usable: true, reason: null },
      ],
      obstacles: [{ code: 'SEAL_EXPIRED', details: { seal: SECRETS.firm, days: 3 } }],
    },
  ],
};
const REPORT: DriverReport = {
  ...{ madeAt: AT.toISOString(), redacted: false, modules: [module], notes: [] },
  findings: [{ code: 'FILE_GUARDED', details: { path: SECRETS.document } }],
  system: { platform: 'linux', architecture: 'x64', bits: 64 },
};

describe('a support bundle', () => {
  const ports = (changes: Partial<BundlePorts> = {}): BundlePorts => ({
    clock: { now: () => AT },
    system: { version: '0.2.0', platform: 'linux' },
    privateFolders: [{ path: SECRETS.user, name: '~' }],
    diagnose: () => Promise.resolve(REPORT),
    platforms: () => Promise.resolve(success([])),
    settings: () => ({
      ...{ textSize: 125, outputPattern: `${SECRETS.firm}_{name}`, defaultPreset: SECRETS.purpose },
      ...{ fixed: ['approval'], problem: null },
    }),
    problems: {
      lines: () => [
        problemLine(AT, 'seal.start', 'PIN_WRONG'),
        problemLine(
          AT,
          'documents.open',
          new CodedError('FILE_NOT_FOUND', SECRETS.document, { path: SECRETS.user }),
        ),
        problemLine(AT, 'the store', new Error(`${SECRETS.person} ${SECRETS.serial} ${SECRETS.pin}`)),
        problemLine(AT, 'a synchronisation', `${SECRETS.firm} ${SECRETS.purpose}`),
      ],
    },
    ...changes,
  });

  it('holds none of the secrets that were planted in its sources', async () => {
    const files = readZip(packBundle(await gatherBundle(ports())));
    expect([...files.keys()]).toEqual([
      ...['system.json', 'drivers.json', 'platforms.json', 'settings.json', 'problems.log'],
    ]);
    const all = [...files.values()].map((bytes) => utf8Text(bytes)).join('\n');
    for (const secret of Object.values(SECRETS)) expect(all).not.toContain(secret);
    expect(all).toContain('~/drivers/key.so');
    expect(all).toContain('"days": 3');
    expect(all).toContain('"textSize": 125');
    expect(utf8Text(files.get('problems.log') ?? new Uint8Array()).split('\n')).toEqual([
      '2026-11-29T02:00:00.000Z seal.start: PIN_WRONG',
      expect.stringMatching(
        /^2026-11-29T02:00:00\.000Z documents\.open: FILE_NOT_FOUND at gather-bundle\.test\.ts:\d+/,
      ),
      expect.stringMatching(/^2026-11-29T02:00:00\.000Z the store: Error at gather-bundle\.test\.ts:\d+/),
      '2026-11-29T02:00:00.000Z a synchronisation: problem',
      '',
    ]);
  });

  it('says by its code why a part cannot be had', async () => {
    const refused = failure({ code: 'STORE_DAMAGED', details: { path: SECRETS.user } });
    const parts = await gatherBundle(
      ports({
        diagnose: () => Promise.reject(new CodedError('KEY_SETTINGS_DAMAGED', SECRETS.user)),
        platforms: () => Promise.resolve(refused),
      }),
    );
    expect(
      parts.filter(({ name }) => name === 'drivers' || name === 'platforms').map(({ text }) => text),
    ).toEqual(['{\n  "problem": "KEY_SETTINGS_DAMAGED"\n}\n', '{\n  "problem": "STORE_DAMAGED"\n}\n']);
  });
});

describe('the line of a problem', () => {
  it.each([
    [Object.assign(new Error('x'), { code: 'EACCES' }), 'Error EACCES'],
    [Object.assign(new Error('x'), { code: '张三丰', name: '张三丰' }), 'Error'],
    [new TypeError('x'), 'TypeError'],
    ['STORE_DAMAGED {"path":"/home"}', 'STORE_DAMAGED'],
    [null, 'problem'],
  ])('names %s as %s', (error, name) => {
    expect(problemLine(AT, 'x', error)).toMatch(new RegExp(`^2026-11-29T02:00:00.000Z x: ${name}( at |$)`));
  });
});
