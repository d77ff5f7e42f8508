import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomBytes } from 'node:crypto';
import { childProcessHosts } from '../../electron/adapters/tokens/child-process-hosts.ts';
import { openStation, type TokenStation } from '../../electron/adapters/tokens/token-station.ts';
import { certified } from '../soft-token/testing/demo-certificate.ts';
import { PIN, tokenWithKey, utf8, valueOf } from '../soft-token/testing/soft-token-fixture.ts';
import { freshModules, libraryOfBoth } from './testing/soft-skf-fixture.ts';

const TOKEN_HOST = fileURLToPath(new URL('../../dist/token-host/token-host.js', import.meta.url));

describe('a library that exports PKCS#11 and SKF', () => {
  let home: string;
  let station: TokenStation;
  const open = (library: string): TokenStation =>
    openStation({
      ...{ home, otherHost: null, fixedModules: [library], demoModules: [], environment: {} },
      start: childProcessHosts(TOKEN_HOST),
    }).station;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sealdesk-both-'));
  });
  afterEach(() => {
    station.stop();
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });

  it('shows one key through two drivers, and signs by the one that the person chooses', async () => {
    const library = libraryOfBoth(freshModules());
    station = open(library);
    const made = await tokenWithKey(station, library);
    const certificate = await certified(station, made);
    const shown = (await station.list()).tokens.filter(({ serial }) => serial === made.serial);
    expect(shown).toMatchObject([
      { module: library, kind: 'pkcs11', drivers: { others: [{ module: `${library}#skf`, kind: 'skf' }] } },
    ]);
    const [key] = shown;
    if (key === undefined) throw new Error('no key');
    station.useDriver(key, `${library}#skf`);
    const chosen = (await station.list()).tokens.find(({ serial }) => serial === made.serial);
    expect(chosen).toMatchObject({ module: `${library}#skf`, kind: 'skf', drivers: { isChosen: true } });
    const digest = randomBytes(32);
    const request = { module: `${library}#skf`, serial: made.serial, certificate, digest, pin: utf8(PIN) };
    expect(valueOf(await station.signDigest(request)).value).toHaveLength(64);
  });
});
