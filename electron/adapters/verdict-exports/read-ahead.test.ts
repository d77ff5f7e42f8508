import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import { ownEngine } from '../../core/sm/own-engine.ts';
import { systemTurn } from '../system.ts';
import { readAhead } from './read-ahead.ts';

const engine = ownEngine();
const folder = mkdtempSync(join(tmpdir(), 'sealdesk-ahead-'));
const content = Uint8Array.from({ length: 9_000_000 }, (_, at) => (at * 7 + (at >> 11)) & 0xff);

it('Gives the file that was hashed to whoever opens its path first, and no hash of another one', async () => {
  const path = join(folder, 'large.pdf');
  writeFileSync(path, content);
  const { files, begunHashOf } = readAhead(path, engine);
  for (let turns = 0; turns < 60; turns += 1) await systemTurn();
  const changed = join(folder, 'changed.pdf');
  writeFileSync(changed, content.toReversed());
  // Windows replaces no file that is open, but moves it.
  renameSync(path, join(folder, 'former.pdf'));
  renameSync(changed, path);
  const first = files.open({ path, password: Uint8Array.of(1) });
  const found = begunHashOf?.(first)?.upTo(5_000_000);
  expect(found?.length).toBe(4 * 1024 * 1024);
  expect(toHex(found?.hasher.digest() ?? new Uint8Array())).toBe(
    toHex(engine.sm3(content.subarray(0, 4 * 1024 * 1024))),
  );
  expect([first.read(0, 4), first.password]).toEqual([content.subarray(0, 4), Uint8Array.of(1)]);
  const second = files.open(path);
  expect(second.read(0, 4)).toEqual(content.toReversed().subarray(0, 4));
  expect(begunHashOf?.(second)).toBeUndefined();
  for (const each of [first, second]) each.close();
});

it('Leaves a small document, and one that cannot be opened, to whoever opens it', () => {
  const path = join(folder, 'small.pdf');
  writeFileSync(path, 'small');
  const { files, begunHashOf } = readAhead(path, engine);
  const opened = files.open(path);
  expect(begunHashOf?.(opened)).toBeUndefined();
  opened.close();
  const nowhere = join(folder, 'missing.pdf');
  expect(() => readAhead(nowhere, engine).files.open(nowhere)).toThrow(CodedError);
});
