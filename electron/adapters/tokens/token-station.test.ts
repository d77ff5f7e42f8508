import { describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/errors.ts';
import { failure, success } from '../../shared/result.ts';
import type { DiscoveredModule } from './discover-modules.ts';
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
    problems: [{ module: 'keys.json', error: { code: 'KEY_SETTINGS_DAMAGED' } }],
    prefer: 'pkcs11',
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
