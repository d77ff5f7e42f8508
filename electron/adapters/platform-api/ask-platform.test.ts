import { base64 } from '@scure/base';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeLister, miniTrustList } from '../../core/platform/fixtures/mini-trust-list.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeMiniWorld, type MiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { encodePem } from '../../core/x509/pem.ts';
import { askPlatform, platformAddress } from './ask-platform.ts';
import { serveLocally, type LocalServer } from './fixtures/https-server.ts';

const NOW = new Date('2026-03-01T00:00:00Z');

describe('asking at an address which platform it is', () => {
  let world: MiniWorld;
  let lister: Party;
  let server: LocalServer;

  beforeAll(async () => {
    world = await makeMiniWorld(await loadSmEngine());
    lister = await makeLister(world);
  });
  afterEach(() => server.close());

  /** Serves a platform that describes itself as `described` and signs a list. */
  const serve = async (described: object, changes: Parameters<typeof miniTrustList>[2] = {}) => {
    const { statement } = await miniTrustList(world, lister, { platform: 'gd', ...changes });
    const description = { id: 'gd', name: '广东平台', profile: 'guangdong', time: NOW, ...described };
    server = await serveLocally(({ url }, response) =>
      response.end(JSON.stringify(url === '/v1/platform' ? description : statement)),
    );
  };
  const ask = (ca: string | null = server.certificate) =>
    askPlatform(server.settings.url, {
      ...{ engine: world.engine, now: NOW, ca },
      proxy: { url: null, except: '' },
    });

  it('finds name, rules and the root behind its signed list', async () => {
    await serve({});
    expect(await ask()).toEqual({
      ok: true,
      value: {
        ...{ id: 'gd', name: '广东平台', profile: 'guangdong', url: server.settings.url },
        root: encodePem('CERTIFICATE', world.root.certificate),
        tls: { ca: server.certificate },
      },
    });
  });

  it('stops at a server whose certificate no known authority has issued', async () => {
    await serve({});
    expect(await ask(null)).toMatchObject({ error: { code: 'PLATFORM_TLS_REFUSED' } });
  });

  it.each<[string, object, Parameters<typeof miniTrustList>[2]]>([
    ['platform', { id: 'gx' }, {}],
    ['description', { id: 'gd.' }, { platform: 'gd.' }],
  ])('refuses an answer whose %s does not fit', async (reason, described, changes) => {
    await serve(described, changes);
    expect(await ask()).toMatchObject({ error: { code: 'PLATFORM_ANSWER_INVALID', details: { reason } } });
  });

  it('refuses a list that does not name the root of its signer', async () => {
    const other = await makeParty(world.engine, { commonName: '别的根', serial: 9, isAuthority: true }, null);
    await serve({}, { certificates: [base64.encode(other.certificate)] });
    expect(await ask()).toMatchObject({
      error: { code: 'PLATFORM_ANSWER_INVALID', details: { reason: 'root' } },
    });
  });
});

describe('the address of a platform as a person types it', () => {
  it.each([
    ['https://seal.example.gov.cn', 'https://seal.example.gov.cn'],
    [' seal.example.gov.cn/ ', 'https://seal.example.gov.cn'],
    ['HTTPS://Seal.example.gov.cn:8443/api', 'https://seal.example.gov.cn:8443/api'],
  ])('%j is %s', (typed, url) => {
    expect(platformAddress(typed)).toEqual({ ok: true, value: url });
  });

  it.each([
    ['http://seal.example.gov.cn', 'PLATFORM_ADDRESS_NOT_HTTPS'],
    ['ftp://seal.example.gov.cn', 'PLATFORM_ADDRESS_NOT_HTTPS'],
    ['https://', 'PLATFORM_ADDRESS_INVALID'],
    ['seal example', 'PLATFORM_ADDRESS_INVALID'],
    ['', 'PLATFORM_ADDRESS_INVALID'],
    ['https://person:word@seal.example.gov.cn', 'PLATFORM_ADDRESS_INVALID'],
    ['https://seal.example.gov.cn/?token=1', 'PLATFORM_ADDRESS_INVALID'],
  ])('%j is refused: %s', (typed, code) => {
    expect(platformAddress(typed)).toMatchObject({ error: { code } });
  });
});
