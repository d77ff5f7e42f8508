import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { USUAL_LIMITS, type PlatformContext } from '../platform-context.ts';
import { openDatabase, type PlatformDatabase } from '../store/open-database.ts';
import { type Call, json } from './call.ts';
import { KeptAnswers } from './kept-answers.ts';

const KEY = 'k'.repeat(16);
const SECONDS = 3600;

describe('The answers that a platform keeps', () => {
  let folder: string;
  let database: PlatformDatabase;
  let kept: KeptAnswers;
  let nowMs = Date.parse('2026-11-29T06:00:00Z');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kept-answers-'));
    database = openDatabase(join(folder, 'platform.db'));
    const context: Pick<PlatformContext, 'database' | 'engine' | 'clock' | 'limits'> = {
      database,
      engine: await loadSmEngine(),
      clock: { now: () => new Date(nowMs), set: () => undefined },
      limits: { ...USUAL_LIMITS, idempotencySeconds: SECONDS },
    };
    kept = new KeptAnswers(context as PlatformContext); // the rest of it belongs to operations
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const call: Call = {
    ...{ path: {}, query: {}, address: '', body: { a: 1 }, session: null, register: null },
    headers: { 'idempotency-key': KEY },
  };
  const count = (from: PlatformDatabase): number =>
    from.prepare<[], number>('SELECT count(*) FROM counter').pluck().get() ?? 0;
  /** An operation that writes a row, and then does something before it answers. */
  const writing = (before: () => unknown = () => undefined) =>
    kept.wrap('write', async () => {
      const name = String(count(database));
      database.prepare('INSERT INTO counter VALUES (?, 1)').run(name);
      await before();
      return json({ name });
    });

  it('are written with the work in one step: nobody else sees either before both are there', async () => {
    const crashed = openDatabase(join(folder, 'platform.db'));
    const seen: number[] = [];
    await writing(() => seen.push(count(crashed)))(call);
    seen.push(count(crashed));
    crashed.close();
    expect(seen).toEqual([0, 1]);
  });

  it('are not there where the work has failed, and then nothing of the work is', async () => {
    await expect(writing(() => Promise.reject(new Error('broken')))(call)).rejects.toThrow('broken');
    expect(count(database)).toBe(0);
    expect(await writing()(call)).toEqual(json({ name: '0' }));
  });

  it('are given again for as long as the limits say, and no longer', async () => {
    const first = await writing()(call);
    nowMs += (SECONDS - 1) * 1000;
    expect(await writing()(call)).toEqual(first);
    nowMs += 1000;
    expect(await writing()(call)).toEqual(json({ name: '1' }));
  });

  it('keep other work waiting that reads or writes the same records', async () => {
    const steps: string[] = [];
    const slow = writing(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      steps.push('work');
    })(call);
    const other = kept.wrap('read', () => {
      steps.push('read');
      return json({});
    })({ ...call, headers: {} });
    await Promise.all([slow, other]);
    expect(steps).toEqual(['work', 'read']);
  });
});
