import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noPageText } from '../services/documents/fixtures/no-page-text.ts';
import { nodeDocumentEngine } from '../adapters/documents/node-document-engine.ts';
import { homeEvidence } from '../adapters/documents/home-evidence.ts';
import { plainSecrets } from '../adapters/papers/paper-folder.ts';
import { NOT_ADMINISTRATED } from '../shared/model/settings.ts';
import { problemLog } from '../adapters/home-files/problem-log.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { thisSystem } from '../adapters/systems/this-system.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { Home, HomeHosts } from './home.ts';
import { openHome } from './open-home.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { homeFolder, namedHome } from './home-folder.ts';
import { makeDemonstration } from './make-demonstration.ts';
import { demoPortsOf, openWorld } from './open-world.ts';

describe('a home over a folder that is no demonstration world', () => {
  let folder: string;
  let home: Home;
  let hosts: HomeHosts<DocumentEngine>;
  let proxied: (string | undefined)[];
  let started: number;
  const ignore = (): void => undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-home-'));
    writeFileSync(join(folder, 'letter.txt'), 'not a world');
    mkdirSync(join(folder, 'policies'));
    writeFileSync(join(folder, 'policies', 'broken.json'), '{');
    [proxied, started] = [[], 0];
    hosts = {
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
      openDocuments: (world) =>
        nodeDocumentEngine(homeEvidence(world.evidence), noPageText, 'fonts', world.engine),
      secrets: plainSecrets,
      looksOften: false,
      listener: {},
      administrated: NOT_ADMINISTRATED,
    };
    home = await openHome(folder, hosts);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await home.close();
    rmSync(folder, { recursive: true });
  });

  it('opens as a home without a demonstration', () => {
    expect(home.world).toEqual({ ok: true, value: null });
    expect(home.trustFolder).toBe(join(folder, 'trust'));
    expect([home.settings, home.configured, proxied]).toEqual([{ ok: true, value: [] }, [], [undefined]]);
  });

  it('notes that libraries compute where the runtime refuses WebAssembly, and else nothing', async () => {
    expect(problemLog(folder).lines(9)).toEqual([]);
    const engine = { ...(await loadSmEngine()), origin: 'libraries' } as const;
    await (await openHome(folder, { ...hosts, engine })).close();
    expect(problemLog(folder).lines(9)).toEqual([expect.stringContaining('refuses WebAssembly')]);
  });

  it.each(['absent', 'empty'])(
    'is begun in an %s folder, which is kept to its owner at once',
    async (place) => {
      vi.spyOn(thisSystem, 'isPrivateByPlace').mockReturnValue(false);
      const keep = vi.spyOn(thisSystem, 'keepToOwner').mockReturnValue(true);
      const own = join(folder, 'home');
      if (place === 'empty') mkdirSync(own);
      await (await openHome(own, hosts)).close();
      expect(keep.mock.calls).toEqual([[own]]);
      expect(readdirSync(own).sort()).toEqual(['rights.json', 'trust']);
    },
  );

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

  it('has no finding of a missing world for the driver doctor', async () => {
    const { findings } = await home.diagnose();
    expect(findings.map(({ code }) => code)).not.toContain('OUTPUT_EXISTS');
  });
});

describe('the folder of a home that opens', () => {
  // Nothing is computed where no world is made.
  const neverUsed = {} as SmEngine;
  const folders: string[] = [];
  const ports = demoPortsOf('/no-bundles', neverUsed);
  const fresh = (...content: readonly string[]): string => {
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-home-'));
    folders.push(folder);
    for (const name of content) writeFileSync(join(folder, name), '{');
    return folder;
  };
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it('gets a folder for trust when it is empty, and no demonstration', async () => {
    const folder = fresh();
    expect(await openWorld(folder, ports)).toEqual({
      world: { ok: true, value: null },
      trustFolder: join(folder, 'trust'),
    });
    expect(readdirSync(folder)).toEqual(['trust']);
  });

  it('is left alone when it holds something', async () => {
    const folder = fresh('letter.txt');
    await openWorld(folder, ports);
    expect(readdirSync(folder)).toEqual(['letter.txt']);
  });

  it('fails with FILE_UNREADABLE when its world.json is damaged, and is left alone', async () => {
    const folder = fresh('world.json');
    const { world } = await openWorld(folder, ports);
    expect(world).toMatchObject({ ok: false, error: { code: 'FILE_UNREADABLE' } });
    expect(readdirSync(folder)).toEqual(['world.json']);
  });

  it('gets no demonstration in a build without its parts, even when a person asks for it', async () => {
    const folder = join(fresh(), 'demonstration');
    const startHost = (): never => {
      throw new Error('no host is needed');
    };
    expect(await makeDemonstration(folder, { dist: '/no-bundles', startHost }, ports)).toMatchObject({
      ok: false,
      error: { code: 'DEMO_NOT_INSTALLED' },
    });
    expect(existsSync(folder)).toBe(false);
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
