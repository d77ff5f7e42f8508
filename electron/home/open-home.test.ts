import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDocumentEngine } from '../adapters/documents/node-document-engine.ts';
import { homeEvidence } from '../adapters/documents/home-evidence.ts';
import { plainSecrets } from '../adapters/papers/paper-folder.ts';
import type { Home } from './home.ts';
import { openHome } from './open-home.ts';
import { homeFolder, namedHome } from './open-world.ts';

describe('a home over a folder that is no demonstration world', () => {
  let folder: string;
  let home: Home;
  let proxied: (string | undefined)[];
  let started: number;
  const ignore = (): void => undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-home-'));
    writeFileSync(join(folder, 'letter.txt'), 'not a world');
    mkdirSync(join(folder, 'policies'));
    writeFileSync(join(folder, 'policies', 'broken.json'), '{');
    [proxied, started] = [[], 0];
    home = await openHome(folder, {
      dist: join(folder, 'no-bundles'),
      // Hosts end at once, so that the modules of this computer, which the driver doctor finds, are not loaded.
      startHost: () => {
        started += 1;
        return {
          send: ignore,
          onMessage: ignore,
          onEnd: (tell) => setImmediate(() => tell('ended')),
          end: ignore,
        };
      },
      proxyFor: (url) => {
        proxied.push(url);
        return { url: null, except: '' };
      },
      openDocuments: (world) => nodeDocumentEngine(homeEvidence(world.evidence), world.engine),
      secrets: plainSecrets,
      looksOften: false,
      listener: {},
    });
  });
  afterEach(async () => {
    await home.close();
    rmSync(folder, { recursive: true });
  });

  it('opens and says why there is no world', () => {
    expect(home.world).toMatchObject({ ok: false, error: { code: 'OUTPUT_EXISTS' } });
    expect(home.trustFolder).toBe(join(folder, 'trust'));
    expect([home.settings, home.configured, proxied]).toEqual([{ ok: true, value: [] }, [], [undefined]]);
  });

  it('starts neither token host nor store before their first use', () => {
    expect([started, existsSync(join(folder, 'store'))]).toEqual([0, false]);
  });

  it('makes each part once', async () => {
    expect(home.tokens).toBe(home.tokens);
    expect(home.situation).toBe(home.situation);
    expect(home.policies.problems).toMatchObject([{ code: 'POLICY_PROFILE_INVALID' }]);
    expect(home.policies).toBe(home.policies);
    expect(await home.approvalPlatforms()).toBe(await home.approvalPlatforms());
  });

  it('reports the missing world to the driver doctor', async () => {
    const report = await home.diagnose();
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'OUTPUT_EXISTS' }));
  });
});

describe('the folder of a home', () => {
  it('is the one that the environment names, as an absolute path', () => {
    expect(namedHome({ SEALDESK_HOME: 'worlds/one' })).toBe(join(process.cwd(), 'worlds', 'one'));
  });

  it('is the one in the person’s own folder when the environment names none', () => {
    expect(namedHome({ SEALDESK_HOME: '' })).toBeNull();
    expect(homeFolder({ SEALDESK_HOME: '' })).toBe(homeFolder({}));
  });
});
