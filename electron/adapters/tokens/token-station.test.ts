import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DigestSignRequest, TokenListing } from '../../services/ports/tokens.ts';
import { FREE_PIN } from '../../services/tokens/fixtures/token-info.ts';
import { type DriverOfKey, isDriver } from '../../services/tokens/one-key.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, success } from '../../shared/result.ts';
import type { DiscoveredModule } from './discover-modules.ts';
import { keepDriver, readKeySettings } from './key-settings.ts';
import { lastDriversIn } from './last-drivers.ts';
import { moduleExaminer } from './module-examiner.ts';
import type { ModuleExamination, TokenHosts } from './token-hosts.ts';
import { createTokenStation } from './token-station.ts';

function found(path: string, error: AppError | null = null): DiscoveredModule {
  return { path, kind: 'pkcs11', origin: 'user', product: null, header: null, error };
}

const LIBRARY = { manufacturer: 'Maker', description: '', version: '1.0' };
const slot = (state: ModuleExamination['slots'][number]['state'], error: AppError | null = null) => ({
  slot: 0,
  description: 'Reader',
  state,
  error,
});

/** A station whose modules give the test's answers, and the paths of the modules that were asked. */
function stationOf(modules: readonly DiscoveredModule[], answers: Readonly<Record<string, unknown>> = {}) {
  const asked: string[] = [];
  const station = createTokenStation({
    modules,
    discover: (path) => [found(path)],
    problems: [{ module: 'keys.json', error: { code: 'KEY_SETTINGS_DAMAGED' } }],
    rules: { prefer: 'pkcs11', isChosen: () => false, signedLast: () => false },
    noteSignature: () => undefined,
    keepDriver: () => undefined,
    connect: (listed) => {
      const hosts: Partial<TokenHosts> = {
        list: () => {
          asked.push(...listed());
          const failures = listed().map((module) => ({ module, error: { code: 'TOKEN_TIMEOUT' } as const }));
          return Promise.resolve({ tokens: [], failures });
        },
        examine: ({ module }) => {
          asked.push(module);
          return Promise.resolve(answers[module] as Awaited<ReturnType<TokenHosts['examine']>>);
        },
        stop: () => asked.push('stop'),
      };
      return hosts as TokenHosts;
    },
  });
  return { station, asked };
}

describe('a token station', () => {
  it('asks every module that fits, and reports the others and damaged settings with reasons', async () => {
    const { station, asked } = stationOf([
      found('/a.so'),
      found('/32.so', { code: 'MODULE_WRONG_BITNESS' }),
      found('/b.so'),
    ]);
    const { failures } = await station.list();
    expect(failures.map(({ module, error }) => [module, error.code])).toEqual([
      ['/a.so', 'TOKEN_TIMEOUT'],
      ['/b.so', 'TOKEN_TIMEOUT'],
      ['/32.so', 'MODULE_WRONG_BITNESS'],
      ['keys.json', 'KEY_SETTINGS_DAMAGED'],
    ]);
    station.stop();
    expect(asked).toEqual(['/a.so', '/b.so', 'stop']);
  });

  it('asks a module that the person has picked', async () => {
    const { station, asked } = stationOf([]);
    station.add(found('/picked.so'));
    await station.list();
    expect(asked).toEqual(['/picked.so']);
  });
});

describe('a key that two drivers show', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sealdesk-station-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const SERIAL = 'SD0123456789ABCD';
  const shown = (module: string, serial: string): TokenSnapshot => ({
    ...{ module, kind: 'pkcs11', slot: 0, label: '', serial, manufacturer: '', initialised: true },
    ...{ pin: FREE_PIN, soPin: FREE_PIN, data: [], profile: 'known' },
    certificates: [{ id: new Uint8Array(), label: '', der: Uint8Array.of(0x30) }],
  });
  const KEYS = [shown('/a.so', SERIAL), shown('/b.so', `${SERIAL}0001`)];
  const signature = success({ value: new Uint8Array(64), profile: 'known', held: false });

  /** A station as a command or the window opens it, over hosts of the test. */
  function opened(listing: TokenListing = { tokens: KEYS, failures: [] }) {
    const last = lastDriversIn(home);
    const { settings } = readKeySettings(home);
    const isChosen = (driver: DriverOfKey): boolean =>
      settings.drivers.some((each) => isDriver(each, driver));
    const hosts: Partial<TokenHosts> = {
      list: () => Promise.resolve(listing),
      signDigest: () => Promise.resolve(signature),
    };
    return createTokenStation({
      modules: [],
      discover: (path) => [found(path)],
      problems: [],
      rules: { prefer: 'pkcs11', isChosen, signedLast: (driver) => last.isLast(driver) },
      noteSignature: (serials, module) => last.note(serials, module),
      keepDriver: (all, chosen) => void keepDriver(home, all, chosen),
      connect: () => hosts as TokenHosts,
    });
  }
  const inUse = async (station = opened()) => (await station.list()).tokens;
  const choose = async (module: string | null) => {
    const station = opened();
    const [key] = await inUse(station);
    if (key !== undefined) station.useDriver(key, module);
  };

  it('uses the one that the person chose, until they leave it to the rule', async () => {
    writeFileSync(join(home, 'keys.json'), JSON.stringify({ modules: ['/mine.so'] }));
    await choose('/b.so');
    expect(await inUse()).toMatchObject([{ module: '/b.so', drivers: { isChosen: true } }]);
    await choose('/a.so');
    expect(await inUse()).toMatchObject([{ module: '/a.so', drivers: { isChosen: true } }]);
    expect(readKeySettings(home).settings).toMatchObject({
      modules: ['/mine.so'],
      drivers: [{ serial: SERIAL, module: '/a.so' }],
    });
    await choose(null);
    expect(await inUse()).toMatchObject([{ module: '/a.so', drivers: { isChosen: false } }]);
    expect(readKeySettings(home).settings.drivers).toEqual([]);
  });

  it('hears nothing of an interface that fails beside the other one of its library, which shows the key', async () => {
    const error = { code: 'TOKEN_TIMEOUT' } as const;
    const failures = ['/a.so#skf', '/c.so#skf', '/c.so'].map((module) => ({ module, error }));
    const listed = await opened({ tokens: KEYS, failures }).list();
    expect(listed.failures.map(({ module }) => module)).toEqual(['/c.so#skf', '/c.so']);
  });

  it('refuses a driver that does not show the key, and settings that it cannot read', async () => {
    await expect(choose('/c.so')).rejects.toMatchObject({ code: 'MODULE_MISSING' });
    writeFileSync(join(home, 'keys.json'), '{ not JSON');
    await expect(choose('/b.so')).rejects.toMatchObject({ code: 'KEY_SETTINGS_DAMAGED' });
  });

  it('goes on with the driver that signed last, under whatever serial number, also at the next start', async () => {
    const sign = async (module: string, serial: string) => {
      const station = opened();
      await station.list();
      // The other parts of the request concern the host alone.
      await station.signDigest({ module, serial } as DigestSignRequest);
    };
    await choose('/b.so');
    await sign('/b.so', `${SERIAL}0001`);
    await choose(null);
    expect(await inUse()).toMatchObject([{ module: '/b.so', drivers: { isChosen: false } }]);
    expect(readFileSync(join(home, 'last-drivers.json'), 'utf8')).not.toContain(SERIAL);
    writeFileSync(join(home, 'last-drivers.json'), 'damaged');
    expect(await inUse()).toMatchObject([{ module: '/a.so' }]);
  });
});

describe('the examiner of a station', () => {
  it.each([
    ['no reader', success({ library: LIBRARY, slots: [], tokens: [] }), 'noReader', 'MODULE_NO_READER'],
    [
      'empty readers',
      success({ library: LIBRARY, slots: [slot('empty')], tokens: [] }),
      'noToken',
      'MODULE_NO_TOKEN',
    ],
    [
      'a card of somebody else',
      success({
        library: LIBRARY,
        slots: [slot('empty'), slot('notRecognised', { code: 'TOKEN_NOT_RECOGNISED' })],
        tokens: [],
      }),
      'noToken',
      'TOKEN_NOT_RECOGNISED',
    ],
    [
      'a token beside a card of somebody else',
      success({
        library: LIBRARY,
        slots: [slot('notRecognised', { code: 'TOKEN_NOT_RECOGNISED' }), slot('token')],
        tokens: [{}],
      }),
      'ready',
      undefined,
    ],
    ['a crash', failure({ code: 'TOKEN_HOST_CRASHED' }), 'failed', 'TOKEN_HOST_CRASHED'],
  ])('recognises %s', async (_what, answer, state, code) => {
    const { station } = stationOf([found('/m.so')], { '/m.so': answer });
    const [examined] = await moduleExaminer(station).examineAll();
    expect([examined?.look.state, examined?.look.error?.code]).toEqual([state, code]);
  });

  it('loads no module with an unsuitable file', async () => {
    const { station, asked } = stationOf([found('/32.so', { code: 'MODULE_WRONG_BITNESS' })]);
    const [examined] = await moduleExaminer(station).examineAll();
    expect(examined?.look).toMatchObject({ state: 'rejected', error: { code: 'MODULE_WRONG_BITNESS' } });
    expect(asked).toEqual([]);
  });
});
