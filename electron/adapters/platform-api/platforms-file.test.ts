import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { encodePem } from '../../core/x509/pem.ts';
import { readPlatforms } from './platforms-file.ts';

describe('platforms.json', () => {
  let home = '';
  let root = '';
  const write = (value: unknown): void => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    writeFileSync(join(home, 'platforms.json'), text);
  };
  const platform = (): Record<string, unknown> => ({
    id: 'gd',
    name: '广东平台',
    url: 'https://127.0.0.1:8443',
    profile: 'guangdong',
    root,
  });

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'platforms-'));
    const party = await makeParty(
      await loadSmEngine(),
      { commonName: '根', serial: 1, isAuthority: true },
      null,
    );
    root = encodePem('CERTIFICATE', party.certificate);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('may be absent', () => {
    expect(readPlatforms(join(home, 'absent'))).toEqual({ ok: true, value: [] });
  });

  it('holds platforms with TLS and proxy settings', () => {
    const tls = { ca: root, pins: [`sha256/${'A'.repeat(43)}=`] };
    const full = { ...platform(), id: 'gx', tls, proxy: 'http://proxy:3128' };
    write({ platforms: [platform(), full] });
    expect(readPlatforms(home)).toEqual({ ok: true, value: [platform(), full] });
  });

  const dialect = (): Record<string, unknown> => ({
    ...{ name: 'gateway', prefix: '/open', sessionHeader: 'x-session', clientCertificate: true, lacks: [] },
    envelope: { code: 'code', message: 'msg', data: 'data', success: '0', refusals: {} },
    oauth: { tokenUrl: 'https://127.0.0.1/token', clientId: 'desk', scope: 'a b', client: 'body' },
  });

  const login = {
    ...{ authorizeUrl: 'https://127.0.0.1/login', tokenUrl: 'https://127.0.0.1/token', clientId: 'person' },
    ...{ scope: '', operations: ['first-seals', 'pin-resets'] },
  };

  it.each([
    ['', {}],
    [' with a login', { login }],
  ])('names the dialect of a platform%s', (_, more) => {
    const full = { ...platform(), dialect: { ...dialect(), ...more } };
    write({ platforms: [full] });
    expect(readPlatforms(home)).toEqual({ ok: true, value: [full] });
  });

  it.each<[string, () => object]>([
    ['that nobody knows', () => ({ name: 'telex' })],
    ['with a secret', () => ({ ...dialect(), secret: 'x' })],
    ['with a file of its own', () => ({ ...dialect(), clientCertificate: '/etc/passwd' })],
    ['whose tokens come over http', () => ({ ...dialect(), oauth: { tokenUrl: 'http://127.0.0.1' } })],
    [
      'whose person logs in for a loss report',
      () => ({ ...dialect(), login: { ...login, operations: ['loss-reports'] } }),
    ],
    [
      'whose login page comes over http',
      () => ({ ...dialect(), login: { ...login, authorizeUrl: 'http://127.0.0.1/' } }),
    ],
    ['whose paths lead upwards', () => ({ ...dialect(), prefix: '/open?x=' })],
    ['that hands the session on as another header', () => ({ ...dialect(), sessionHeader: 'a: b\r\nc' })],
  ])('is refused with a dialect %s', (_, named) => {
    write({ platforms: [{ ...platform(), dialect: named() }] });
    expect(readPlatforms(home)).toMatchObject({ ok: false, error: { code: 'PLATFORM_SETTINGS_DAMAGED' } });
  });

  it.each<[string, () => unknown]>([
    ['cut', () => '{"platforms": ['],
    ['of another shape', () => []],
    ['with http', () => ({ platforms: [{ ...platform(), url: 'http://127.0.0.1' }] })],
    [
      'with a password in the address',
      () => ({ platforms: [{ ...platform(), url: 'https://a:b@127.0.0.1' }] }),
    ],
    ['with an id that leads out of its folder', () => ({ platforms: [{ ...platform(), id: '../x' }] })],
    ['with the same id twice', () => ({ platforms: [platform(), { ...platform(), id: 'GD' }] })],
    ['without a root', () => ({ platforms: [{ ...platform(), root: 'none' }] })],
    ['with two roots', () => ({ platforms: [{ ...platform(), root: root + root }] })],
    ['with a pin of another kind', () => ({ platforms: [{ ...platform(), tls: { pins: ['sha1/x'] } }] })],
    ['with a member that nobody knows', () => ({ platforms: [{ ...platform(), insecure: true }] })],
  ])('is refused %s', (_, content) => {
    write(content());
    expect(readPlatforms(home)).toMatchObject({ ok: false, error: { code: 'PLATFORM_SETTINGS_DAMAGED' } });
  });
});
