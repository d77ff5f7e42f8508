import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../../core/verification/fixtures/mini-authority.ts';
import { makeMiniWorld, type MiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { keptTrust } from '../trust-files/trust-folder.ts';
import { type RevocationOf, trustRevocation } from './node-document-engine.ts';

let engine: SmEngine;
let world: MiniWorld;
let folder: string;
let revocationOf: RevocationOf;

beforeAll(async () => {
  engine = await loadSmEngine();
  world = await makeMiniWorld(engine);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'revocation-'));
  writeFileSync(join(folder, 'root.der'), world.root.certificate);
  writeFileSync(join(folder, 'issuing.der'), world.issuing.certificate);
  revocationOf = trustRevocation(engine, { now: () => new Date('2026-11-22T00:00:00Z') }, keptTrust());
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const revokedSince = (certificate: Uint8Array): string | null =>
  revocationOf(certificate, folder).revokedSince;

const SINCE = '2026-11-20T08:00:00.000Z';
const listOf = (issuer: MiniWorld['root'], serial: Uint8Array, number = 2) =>
  makeRevocationList(issuer, {
    number,
    revoked: [{ serial, revokedAt: new Date(SINCE), reason: 1 }],
  });

describe('the revocation of a certificate by a trust folder', () => {
  it('is found as soon as a list names the certificate', async () => {
    expect(revokedSince(world.first.certificate)).toBeNull();
    writeFileSync(join(folder, 'issuing.crl'), await makeRevocationList(world.issuing));
    expect(revokedSince(world.first.certificate)).toBeNull();
    writeFileSync(join(folder, 'issuing.crl'), await listOf(world.issuing, world.first.serial));
    expect(revokedSince(world.first.certificate)).toBe(SINCE);
    expect(revokedSince(world.second.certificate)).toBeNull();
  });

  it('is found when a list names the authority above it', async () => {
    writeFileSync(join(folder, 'root.crl'), await listOf(world.root, world.issuing.serial));
    expect(revokedSince(world.second.certificate)).toBe(SINCE);
  });

  it('ignores a list that another key has signed in the name of the authority', async () => {
    const plan = { commonName: '样例签发机构', serial: 66, isAuthority: true };
    const impostor = await makeParty(engine, plan, null);
    writeFileSync(join(folder, 'issuing.crl'), await listOf(impostor, world.first.serial));
    expect(revokedSince(world.first.certificate)).toBeNull();
  });

  it('is unknown while an authority above has no list of its own', async () => {
    const unlisted = (): boolean => revocationOf(world.first.certificate, folder).unlisted;
    writeFileSync(join(folder, 'root.crl'), await makeRevocationList(world.root));
    expect(unlisted()).toBe(true);
    writeFileSync(join(folder, 'issuing.crl'), await makeRevocationList(world.issuing));
    expect(unlisted()).toBe(false);
  });

  it('is empty for bytes that are no certificate, and fails for a folder that cannot be read', () => {
    expect(revokedSince(Uint8Array.of(0x30, 0))).toBeNull();
    expect(() => revocationOf(world.first.certificate, join(folder, 'absent'))).toThrow(
      expect.objectContaining({ code: 'TRUST_FOLDER_UNREADABLE' }),
    );
  });
});
