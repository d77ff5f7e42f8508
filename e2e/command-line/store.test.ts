import { closeSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { entryAt, openHomeStore } from '../fixtures/registers/register-writer.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

describe('backup and restore on the command line', () => {
  let world: DemoWorld;
  let start = 0;
  const copy = join(temporaryFolder(), 'register-copy.db');
  const command = (...args: readonly string[]): Promise<CommandOutcome> =>
    sealdesk([...args, '--json'], { home: world.home });
  const answer = ({ stdout }: CommandOutcome): unknown => JSON.parse(stdout);
  const codeOf = (outcome: CommandOutcome): unknown =>
    (answer(outcome) as { error?: { code: string } }).error?.code;

  async function fill(count: number): Promise<number> {
    const store = openHomeStore(world.home);
    const size = await store.size();
    for (let index = size; index < size + count; index += 1) await store.append(entryAt(index));
    await store.close();
    return size + count;
  }

  beforeAll(async () => {
    world = await makeDemoWorld();
    start = await fill(3);
  });

  it('copy the register to a new file, and never over an old one', async () => {
    const outcome = await command('backup', copy);
    expect([outcome.status, answer(outcome)]).toEqual([0, { ok: true, file: copy, entries: start }]);
    const again = await command('backup', copy);
    expect([again.status, codeOf(again)]).toEqual([73, 'OUTPUT_EXISTS']);
  });

  it('put a backup back, keep what was added since, and set the present register aside', async () => {
    const before = await fill(2);
    const outcome = await command('restore', copy);
    expect([outcome.status, answer(outcome)]).toMatchObject([
      0,
      { backup: start, before, entries: before, carried: { entries: before - start } },
    ]);
    expect(readdirSync(join(world.home, 'store', 'set-aside'))).toHaveLength(1);
  });

  it('refuse a file that is no backup', async () => {
    const letter = join(temporaryFolder(), 'letter.db');
    writeFileSync(letter, 'no backup');
    const outcome = await command('restore', letter);
    expect([outcome.status, codeOf(outcome)]).toEqual([65, 'BACKUP_DAMAGED']);
    const missing = await command('restore', join(temporaryFolder(), 'nowhere.db'));
    expect([missing.status, codeOf(missing)]).toEqual([65, 'FILE_NOT_FOUND']);
  });

  it('leave a register alone that another process has open', async () => {
    const store = openHomeStore(world.home);
    await store.size();
    const outcome = await command('restore', copy);
    expect([outcome.status, codeOf(outcome)]).toEqual([75, 'STORE_BUSY']);
    await store.close();
  });

  it('replace a damaged register automatically, with a message', async () => {
    const file = join(world.home, 'store', 'register.db');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, 4096);
    closeSync(handle);
    const spoilt = readFileSync(file);
    const outcome = await command('backup', join(temporaryFolder(), 'copy.db'));
    expect(outcome.status).toBe(0);
    expect(outcome.stderr).toContain('[STORE_DAMAGED]');
    const { setAside } = JSON.parse(/\[STORE_DAMAGED\] (.*)/.exec(outcome.stderr)?.[1] ?? '{}') as {
      setAside: string;
    };
    expect(readFileSync(setAside).equals(spoilt)).toBe(true);
  });
});
