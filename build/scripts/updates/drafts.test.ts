import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeys, PACKAGE, RepositoryUnderTest } from './fixtures/repository.ts';
import { admitRoot, describeDraft, draftRoot, draftTargets, expectTargets, signDraft } from './drafts.mjs';
import { publish } from './repository.mjs';
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
    expect(() => admitRoot(half, under.folder)).toThrow('signed by 1 of 2 keys of the new root');
    admitRoot(signedBy(half, [next.root[2]]), under.folder);
    under.publish('1.2.0', new Date(), { ...under.keys, targets: next.targets });
    expect(await under.follow()).toBe('package 1.2.0');
  });

  it('is refused to a thief of one key, and to whoever changes it after the signatures', () => {
    const thief = makeKeys();
    const draft = draftRoot(under.folder, { keys: thief, thresholds: THRESHOLDS, now: new Date() });
    const stolen = signedBy(draft, [under.keys.root[0], ...thief.root]);
    expect(() => admitRoot(stolen, under.folder)).toThrow('signed by 1 of 2 keys of the former root');

    const own = draftRoot(under.folder, { keys: {}, thresholds: THRESHOLDS, now: new Date() });
    const whole = signedBy(own, under.keys.root);
    expect(describeDraft(whole, under.folder).isComplete).toBe(true);
    const changed = Buffer.from(whole.toString('utf8').replace('"threshold":2', '"threshold":1'));
    expect(() => admitRoot(changed, under.folder)).toThrow('signed by 0 of');
  });

  it('takes no signature that would count for nothing, and follows the newest root alone', () => {
    const draft = draftRoot(under.folder, { keys: {}, thresholds: THRESHOLDS, now: new Date() });
    expect(() => signDraft(draft, under.folder, newKey())).toThrow('no root names this key');
    const whole = signedBy(draft, under.keys.root);
    admitRoot(whole, under.folder);
    expect(() => admitRoot(whole, under.folder)).toThrow('the next root is 3, and this draft is 2');
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

describe('a list of packages that holders sign one after another', () => {
  const files = [{ path: PACKAGE, bytes: Buffer.from('package 1.3.0') }];
  const draft = (): Buffer => draftTargets(under.folder, { files, now: new Date() });

  it('is published by the keys of snapshot and timestamp alone once enough have signed', async () => {
    const [one, two] = under.keys.targets;
    const half = signedBy(draft(), [one]);
    expect(() => expectTargets(half, under.folder, files)).toThrow('signed by 1 of 2 keys of the root');
    const list = signedBy(half, [two]);
    expectTargets(list, under.folder, files);
    const { snapshot, timestamp } = under.keys;
    publish(under.folder, { files, list, keys: { snapshot, timestamp }, now: new Date() });
    expect(await under.follow()).toBe('package 1.3.0');
  });

  it('is refused with other files, and takes no key of a root', () => {
    const list = signedBy(draft(), under.keys.targets);
    const changed = [{ path: PACKAGE, bytes: Buffer.from('package 1.3.X') }];
    expect(() => expectTargets(list, under.folder, changed)).toThrow('other files');
    expect(() => admitRoot(list, under.folder)).toThrow('one of targets, not of root');
    expect(() => signedBy(list, under.keys.root)).toThrow('no root names this key');
    expect(describeDraft(list, under.folder).lines[1]).toContain(`${PACKAGE}: 13 bytes`);
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
