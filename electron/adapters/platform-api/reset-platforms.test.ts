import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64 } from '@scure/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { encodePem } from '../../core/x509/pem.ts';
import { platformFolderIn, platformTrustFolder } from '../files/platform-trust-folder.ts';
import { resetPlatforms } from './reset-platforms.ts';

const NOW = new Date('2026-11-22T06:00:00Z');
const NEXT = new Date('2026-11-23T06:00:00Z');

describe('what a PIN reset trusts of a platform', () => {
  let trustFolder = '';
  beforeEach(() => {
    trustFolder = mkdtempSync(join(tmpdir(), 'trust-'));
  });
  afterEach(() => rmSync(trustFolder, { recursive: true, force: true }));

  it('is no signer that the root has revoked', async () => {
    const engine = await loadSmEngine();
    const root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    const [revoked, good] = [
      decodeCertificate((await makeParty(engine, { commonName: '平台', serial: 2 }, root)).certificate),
      decodeCertificate((await makeParty(engine, { commonName: '平台', serial: 3 }, root)).certificate),
    ];
    const revocation = { serial: Uint8Array.of(2), revokedAt: NOW, reason: 1 };
    const list = await makeRevocationList(root, {
      ...{ number: 1, thisUpdate: NOW, nextUpdate: NEXT, revoked: [revocation] },
    });
    const files = platformTrustFolder(platformFolderIn(trustFolder, 'gx'));
    const issuer = base64.encode(decodeCertificate(root.certificate).subject.raw);
    const times = { thisUpdate: NOW.toISOString(), nextUpdate: NEXT.toISOString() };
    const kept = { id: 'root', number: 1, isDelta: false, issuer, ...times, sm3: '' };
    files.replace({ ...files.material(), lists: [{ ...kept, file: files.addList('root-1', list) }] });
    const pem = encodePem('CERTIFICATE', root.certificate);
    const platforms = resetPlatforms({
      platforms: [{ id: 'gx', name: '广西', url: 'https://127.0.0.1', profile: 'guangxi', root: pem }],
      transports: { of: () => null },
      knowledge: { of: async () => null },
      ...{ trustFolder, engine, clock: { now: () => NOW } },
    });
    const trust = platforms.trustIn('gx');
    expect([trust?.isRevoked?.(revoked), trust?.isRevoked?.(good)]).toEqual([true, false]);
  });
});
