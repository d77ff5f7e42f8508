import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RepositoryUnderTest } from '../../build/scripts/updates/fixtures/repository.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { NEWER, serveUpdates, type UpdateServer } from '../fixtures/servers/update-server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let served: UpdateServer;
const home = temporaryFolder();
const policy = join(temporaryFolder(), 'policy.json');

beforeAll(async () => {
  served = await serveUpdates();
});
afterAll(() => served.close());

const update = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> => {
  const { stdout, stderr } = await sealdesk(['update', ...args, '--json'], {
    home,
    env: { SEALDESK_UPDATES: served.build, ...env },
  });
  expect(stderr === '' || /\[UPDATES?_/.test(stderr)).toBe(true);
  return JSON.parse(stdout) as Record<string, unknown>;
};
const code = (expected: string): unknown => ({
  ok: false,
  error: expect.objectContaining({ code: expected }) as unknown,
});

it('a newer version is found, fetched and checked, and installed by nobody', async () => {
  expect(await update(['check'])).toMatchObject({
    found: { version: NEWER, news: { en: 'new' } },
    kept: null,
  });
  const { kept } = await update(['download']);
  expect(readFileSync(String(kept), 'utf8')).toBe(`package ${NEWER}`);
  expect(await update(['check'])).toMatchObject({ kept });
  // What was kept and then changed counts no more.
  writeFileSync(String(kept), 'package X');
  expect(await update(['check'])).toMatchObject({ kept: null });
});

it('a server that goes back, and one that does not answer, are refused with what to do', async () => {
  const { repository } = served;
  const before = repository.read('metadata/timestamp.json');
  repository.stamp();
  expect(await update(['check'])).toMatchObject({ ok: true });
  repository.write('metadata/timestamp.json', before);
  expect(await update(['check'])).toEqual(code('UPDATE_ROLLED_BACK'));
  repository.stamp();
  repository.stamp();
});

it('an administrator switches updates off, and allows a bundle that has expired', async () => {
  writeFileSync(policy, JSON.stringify({ updates: 'off' }));
  expect(await update(['check'], { SEALDESK_POLICY: policy })).toEqual(code('UPDATES_OFF'));

  const old = new RepositoryUnderTest(new Date(Date.now() - 30 * DAY_MS));
  old.publish(NEWER, new Date(Date.now() - 30 * DAY_MS));
  const closed = join(temporaryFolder(), 'build');
  mkdirSync(closed);
  writeFileSync(join(closed, 'source.json'), readFileSync(join(served.build, 'source.json')));
  writeFileSync(join(closed, 'root.json'), old.read('metadata/1.root.json'));
  const other = { SEALDESK_UPDATES: closed, SEALDESK_HOME: temporaryFolder() };
  expect(await update(['import', old.folder], other)).toEqual(code('UPDATE_EXPIRED'));
  writeFileSync(policy, JSON.stringify({ expiredUpdateBundles: true }));
  const taken = await update(['import', old.folder], { ...other, SEALDESK_POLICY: policy });
  expect(taken).toMatchObject({ ok: true, found: { version: NEWER }, kept: expect.any(String) as unknown });
  old.remove();
});

it('a build without a root of trust says that it has no updates', async () => {
  expect(await update(['check'], { SEALDESK_UPDATES: temporaryFolder() })).toEqual(
    code('UPDATES_NOT_SET_UP'),
  );
});
