import { execFileSync } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { signed } from './signing.mjs';
import { FolderFetcher, HttpsFetcher } from '../../../electron/adapters/updates/fetchers.ts';
import { makeKeys, PACKAGE, RepositoryUnderTest } from './fixtures/repository.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const longAgo = new Date(Date.now() - 30 * DAY_MS);

let under: RepositoryUnderTest;
beforeEach(() => (under = new RepositoryUnderTest()));
afterEach(() => under.remove());

/** The attacks that the specification of The Update Framework names (1.5.2), and what an owner does about them. */
describe('a repository of updates', () => {
  it('gives out what its owner has signed, time after time', async () => {
    expect(await under.follow()).toBe('package 1.1.0');
    under.publish('1.2.0');
    expect(await under.follow()).toBe('package 1.2.0');
    expect(readdirSync(join(under.computer, 'targets'))).toEqual(['sealdesk_1.1.0.deb']);
  });

  it('gives out no arbitrary software: neither a changed file nor a list that others have signed', async () => {
    const { targets } = under.said('metadata/1.targets.json') as {
      targets: Record<string, { hashes: { sha256: string } }>;
    };
    const name = `targets/1.1.0/${targets[PACKAGE]?.hashes.sha256 ?? ''}.sealdesk_1.1.0.deb`;
    under.write(name, Buffer.from('package 1.1.X'));
    expect(await under.follow()).toBe('UPDATE_FORGED');
    expect(existsSync(join(under.computer, 'targets', 'sealdesk_1.1.0.deb'))).toBe(false);

    const thief = makeKeys();
    under.publish('6.6.6', new Date(), { ...under.keys, targets: thief.targets });
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it.each(['timestamp', 'snapshot'] as const)('believes no %s by keys that are not its own', async (role) => {
    const thief = makeKeys();
    under.publish('1.2.0', new Date(), { ...under.keys, [role]: thief[role] });
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it('needs as many signatures as its root says', async () => {
    under.publish('1.2.0', new Date(), { ...under.keys, targets: under.keys.targets.slice(0, 1) });
    expect(await under.follow()).toBe('UPDATE_FORGED');
    const [first] = under.keys.targets;
    if (first === undefined) throw new Error('no key');
    under.publish('1.2.0', new Date(), { ...under.keys, targets: [first, first] });
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it('is not rolled back, whichever keys a thief has', async () => {
    const before = under.read('metadata/timestamp.json');
    under.publish('1.2.0');
    expect(await under.follow()).toBe('package 1.2.0');
    under.write('metadata/timestamp.json', before);
    expect(await under.follow()).toBe('UPDATE_ROLLED_BACK');

    // With the key of the timestamp: an older snapshot under a new timestamp.
    const snapshots = (JSON.parse(before.toString('utf8')) as { signed: { meta: unknown } }).signed.meta;
    under.forge(
      'timestamp',
      'metadata/timestamp.json',
      { version: 9, meta: snapshots },
      under.keys.timestamp,
    );
    expect(await under.follow()).toBe('UPDATE_ROLLED_BACK');
  });

  it('is not rolled back by a snapshot with older targets', async () => {
    const before = under.said('metadata/1.snapshot.json');
    under.publish('1.2.0');
    expect(await under.follow()).toBe('package 1.2.0');
    under.write(
      'metadata/3.snapshot.json',
      signed('snapshot', { ...before, version: 3 }, under.keys.snapshot),
    );
    under.stamp();
    expect(await under.follow()).toBe('UPDATE_ROLLED_BACK');
  });

  it('is not frozen: an old list is refused once it has expired, whether or not there was a newer one', async () => {
    under.remove();
    under = new RepositoryUnderTest(longAgo);
    expect(await under.follow()).toBe('UPDATE_EXPIRED');
  });

  it('holds no list of targets and no snapshot beyond its time', async () => {
    const expires = '2020-01-01T00:00:00Z';
    under.forge('targets', 'metadata/1.targets.json', { expires }, under.keys.targets);
    under.forge(
      'snapshot',
      'metadata/1.snapshot.json',
      { meta: { 'targets.json': { version: 1 } } },
      under.keys.snapshot,
    );
    under.forge(
      'timestamp',
      'metadata/timestamp.json',
      { meta: { 'snapshot.json': { version: 1 } } },
      under.keys.timestamp,
    );
    expect(await under.follow()).toBe('UPDATE_EXPIRED');
    under.forge('snapshot', 'metadata/1.snapshot.json', { expires }, under.keys.snapshot);
    expect(await under.follow()).toBe('UPDATE_EXPIRED');
  });

  it('is not mixed: a list of one state does not go with a snapshot of another', async () => {
    const other = under.read('metadata/1.targets.json');
    under.publish('1.2.0');
    under.write('metadata/2.targets.json', other);
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it.each<[string, (under: RepositoryUnderTest) => void]>([
    ['timestamp.json', (each) => each.write('metadata/timestamp.json', Buffer.alloc(20_000, ' '))],
    ['2.root.json', (each) => each.write('metadata/2.root.json', Buffer.alloc(600_000, ' '))],
    ['no JSON', (each) => each.write('metadata/timestamp.json', Buffer.from('{'))],
  ])('takes no endless or damaged data: %s', async (_, attack) => {
    attack(under);
    expect(await under.follow()).toBe('UPDATE_DAMAGED');
  });

  it('follows its owner to new keys of every role, and leaves stolen ones behind', async () => {
    expect(await under.follow()).toBe('package 1.1.0');
    const next = makeKeys();
    under.rotate(next);
    under.publish('1.2.0', new Date(), next);
    expect(await under.follow()).toBe('package 1.2.0');
    under.publish('6.6.6');
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it('does not follow a root that the former keys have not signed, or too few of them', async () => {
    const thief = makeKeys();
    under.rotate(thief, under.keys.root.slice(0, 1));
    under.publish('6.6.6', new Date(), thief);
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it('recovers from versions that a thief has driven up, by new keys', async () => {
    under.forge('timestamp', 'metadata/timestamp.json', { version: 2 ** 31 }, under.keys.timestamp);
    expect(await under.follow()).toBe('package 1.1.0');
    const next = { ...under.keys, timestamp: makeKeys().timestamp, snapshot: makeKeys().snapshot };
    under.rotate(next);
    under.forge('timestamp', 'metadata/timestamp.json', { version: 1 }, next.timestamp);
    under.publish('1.2.0', new Date(), next);
    expect(await under.follow()).toBe('package 1.2.0');
  });

  it('counts from the pinned root again when what is known of it is damaged', async () => {
    expect(await under.follow()).toBe('package 1.1.0');
    for (const name of ['root', 'timestamp', 'snapshot', 'targets']) {
      writeFileSync(join(under.computer, 'metadata', `${name}.json`), '{');
    }
    expect(await under.follow()).toBe('package 1.1.0');
  });

  it('is followed from the pinned root alone, whatever root a home brings along', async () => {
    const thief = new RepositoryUnderTest();
    onTestFinished(() => thief.remove());
    thief.rotate(thief.keys);
    const root = thief.read('metadata/2.root.json');
    const metadata = join(under.computer, 'metadata');
    mkdirSync(join(metadata, 'roots'), { recursive: true });
    writeFileSync(join(metadata, 'root.json'), root);
    writeFileSync(join(metadata, 'roots', '2.json'), root);
    expect(await under.follow({ fetcher: new FolderFetcher(thief.folder) })).toBe('UPDATE_FORGED');
    expect(await under.follow()).toBe('package 1.1.0');
  });

  it('is not led back to former keys by a server that keeps the new ones back', async () => {
    under.rotate(makeKeys());
    expect(await under.follow()).toBe('UPDATE_FORGED');
    rmSync(join(under.folder, 'metadata', '2.root.json'));
    under.publish('6.6.6');
    expect(await under.follow()).toBe('UPDATE_FORGED');
  });

  it('gives out no package that another user has changed after it was checked', async () => {
    // tuf-js asks the members of this very object.
    const copy = vi.spyOn(fs, 'copyFileSync').mockImplementation((_from, to) => {
      writeFileSync(to, 'package 6.6.6');
    });
    onTestFinished(() => copy.mockRestore());
    expect(await under.follow()).toBe('UPDATE_FORGED');
    expect(copy).toHaveBeenCalledTimes(1);
    expect(readdirSync(join(under.computer, 'targets'))).toEqual([]);
  });
});

describe('a bundle of updates in a closed network', () => {
  it('counts beyond its time where an administrator says so, and is rolled back by nothing all the same', async () => {
    under.remove();
    under = new RepositoryUnderTest(longAgo);
    expect(await under.follow({ acceptsExpired: true })).toBe('package 1.1.0');
    const before = under.read('metadata/timestamp.json');
    under.publish('1.2.0', longAgo);
    expect(await under.follow({ acceptsExpired: true })).toBe('package 1.2.0');
    under.write('metadata/timestamp.json', before);
    expect(await under.follow({ acceptsExpired: true })).toBe('UPDATE_ROLLED_BACK');
    under.stamp(makeKeys());
    expect(await under.follow({ acceptsExpired: true })).toBe('UPDATE_FORGED');
  });

  // Wine makes no links, and knows no pipes with names of files.
  it.skipIf(process.platform === 'win32').each([
    ['a file', 'metadata/timestamp.json'],
    ['a folder', 'metadata'],
  ])('is not read through a link in place of %s', async (_, name) => {
    const root = under.read('metadata/1.root.json').toString();
    const away = mkdtempSync(join(tmpdir(), 'away-'));
    onTestFinished(() => rmSync(away, { recursive: true }));
    renameSync(join(under.folder, name), join(away, 'moved'));
    symlinkSync(join(away, 'moved'), join(under.folder, name));
    expect(await under.follow({ root })).toBe('UPDATE_DAMAGED');
  });

  it.skipIf(process.platform === 'win32')('that holds a pipe is not waited for', async () => {
    const path = join(under.folder, 'metadata/timestamp.json');
    rmSync(path);
    execFileSync('mkfifo', [path]);
    expect(await under.follow()).toBe('FILE_NOT_REGULAR');
  });
});

describe('a server of updates', () => {
  const served = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const agent = new Agent();
    onTestFinished(() => agent.destroy());
    const fetcher = new HttpsFetcher(agent, { leastBytesASecond: 10_000, withinMs: 200 });
    const outcome = await under.follow({
      fetcher,
      url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    });
    // Who ends the connections waits for every answer that is still under way.
    await agent.close();
    return outcome;
  };

  it('that sends a byte now and then is left', async () => {
    const outcome = await served((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(outcome).toBe('UPDATE_UNREACHABLE');
  });

  it('that sends much at once and then a byte now and then is left', async () => {
    const outcome = await served((_request, response) => {
      response.writeHead(200);
      response.write(Buffer.alloc(500_000, ' '));
      // By the mean of all bytes it is quick enough to the end, which is not JSON.
      let left = 200;
      const timer = setInterval(() => ((left -= 1) > 0 ? response.write(' ') : response.end()), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(outcome).toBe('UPDATE_UNREACHABLE');
  });

  it('that says for ever that something is not there is left', async () => {
    const outcome = await served((_request, response) => {
      response.writeHead(500);
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    expect(outcome).toBe('UPDATE_UNREACHABLE');
  });

  it('that answers without end keeps nobody waiting', async () => {
    const outcome = await served((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.alloc(100_000, ' ')), 1);
      response.on('close', () => clearInterval(timer));
    });
    expect(outcome).toBe('UPDATE_DAMAGED');
  });

  it.each([404, 500, 302])('that answers %s gives out nothing', async (status) => {
    expect(
      await served((_request, response) =>
        response.writeHead(status, { location: 'http://127.0.0.1:1' }).end(),
      ),
    ).toBe('UPDATE_UNREACHABLE');
  });

  it('that nobody answers for is not reached', async () => {
    const agent = new Agent();
    onTestFinished(() => agent.destroy());
    const fetcher = new HttpsFetcher(agent);
    expect(await under.follow({ fetcher, url: 'http://127.0.0.1:9' })).toBe('UPDATE_UNREACHABLE');
  });
});
