import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeys, RepositoryUnderTest } from './fixtures/repository.ts';
import { admitDraft, describeDraft, draftRoot, signDraft } from './root-draft.mjs';
import { handedOut, handOut, keyIn, keyMadeIn, newKey } from './signing.mjs';

const THRESHOLDS = { root: 2, targets: 2 };

let under: RepositoryUnderTest;
beforeEach(() => (under = new RepositoryUnderTest()));
afterEach(() => under.remove());

type RoleKey = ReturnType<typeof newKey>;

/** Hands a draft from one holder to the next. */
const signedBy = (draft: Buffer, holders: readonly (RoleKey | undefined)[]): Buffer =>
  holders.reduce((sofar, key) => (key === undefined ? sofar : signDraft(sofar, under.folder, key)), draft);

describe('a root that holders sign one after another', () => {
  it('counts once enough of the former and of the new ones have signed, and programs follow it', async () => {
    const next = makeKeys();
    const keys = { root: next.root, targets: next.targets };
    const draft = draftRoot(under.folder, { keys, thresholds: THRESHOLDS, now: new Date() });
    const [one, two] = under.keys.root;
    const half = signedBy(draft, [one, two, next.root[0]]);
    expect(() => admitDraft(half, under.folder)).toThrow('signed by 1 of 2 keys of the new root');
    admitDraft(signedBy(half, [next.root[2]]), under.folder);
    under.publish('1.2.0', new Date(), { ...under.keys, targets: next.targets });
    expect(await under.follow()).toBe('package 1.2.0');
  });

  it('is refused to a thief of one key, and to whoever changes it after the signatures', () => {
    const thief = makeKeys();
    const draft = draftRoot(under.folder, { keys: thief, thresholds: THRESHOLDS, now: new Date() });
    const stolen = signedBy(draft, [under.keys.root[0], ...thief.root]);
    expect(() => admitDraft(stolen, under.folder)).toThrow('signed by 1 of 2 keys of the former root');

    const own = draftRoot(under.folder, { keys: {}, thresholds: THRESHOLDS, now: new Date() });
    const whole = signedBy(own, under.keys.root);
    expect(describeDraft(whole, under.folder).isComplete).toBe(true);
    const changed = Buffer.from(whole.toString('utf8').replace('"threshold":2', '"threshold":1'));
    expect(() => admitDraft(changed, under.folder)).toThrow('signed by 0 of');
  });

  it('takes no signature that would count for nothing, and follows the newest root alone', () => {
    const draft = draftRoot(under.folder, { keys: {}, thresholds: THRESHOLDS, now: new Date() });
    expect(() => signDraft(draft, under.folder, newKey())).toThrow('neither the former root nor the new one');
    const whole = signedBy(draft, under.keys.root);
    admitDraft(whole, under.folder);
    expect(() => admitDraft(whole, under.folder)).toThrow('the next root is 3, and this draft is 2');
  });

  it('says what it changes before anybody signs', () => {
    const next = makeKeys();
    const draft = draftRoot(under.folder, {
      keys: { timestamp: next.timestamp },
      thresholds: { root: 1, targets: 2 },
      now: new Date('2026-11-30T00:00:00Z'),
    });
    const { lines, isComplete } = describeDraft(draft, under.folder);
    expect(isComplete).toBe(false);
    expect(lines[0]).toBe('root, version 2, until 2027-11-30T00:00:00Z');
    expect(lines).toContain('root: 1 of 3 sign, before 2 of 3');
    expect(lines).toContain(`  ${next.timestamp[0]?.id ?? ''} NEW`);
    expect(lines).toContain(`  ${under.keys.timestamp[0]?.id ?? ''} GOES`);
  });
});

describe('a key of a holder', () => {
  it('is handed out by its public part alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'holder-'));
    const [own, handed] = [join(folder, 'own'), join(folder, 'handed')];
    const key = keyMadeIn(own, 'root-2-1');
    handOut(handed, 'root-2-1', key);
    expect(handedOut(handed, 'root-2-1')).toEqual({ id: key.id, json: key.json });
    expect(() => keyIn(handed, 'root-2-1')).toThrow('is missing');
    rmSync(folder, { recursive: true });
  });
});
