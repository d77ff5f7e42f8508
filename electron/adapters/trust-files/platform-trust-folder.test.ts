import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../../core/verification/fixtures/mini-authority.ts';
import { encodePem } from '../../core/x509/pem.ts';
import type { PlatformTrustMaterial, KeptList } from '../../services/platform/platform-trust.ts';
import { keptTrust, readTrustedCertificates, readTrustFacts, readTrustFolder } from './trust-folder.ts';
import { platformFolderIn, platformTrustFolder, readPlatformMaterial } from './platform-trust-folder.ts';

const NOTHING: PlatformTrustMaterial = { certificates: [], makers: [], withdrawn: [], lists: [], former: [] };
const listed = (file: string, changed: Partial<KeptList> = {}): KeptList => ({
  ...{ id: 'issuing', file, number: 3, isDelta: false, issuer: 'MAA=', sm3: 'ab' },
  ...{ thisUpdate: '2026-11-22T00:00:00.000Z', nextUpdate: '2026-11-23T00:00:00.000Z' },
  ...changed,
});
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('the folder of a platform’s lists', () => {
  let trust = '';
  let root: Uint8Array;
  let maker: Uint8Array;
  let list: Uint8Array;
  const open = (platform = 'gd') => platformTrustFolder(platformFolderIn(trust, platform));

  beforeAll(async () => {
    const engine = await loadSmEngine();
    const authority = await makeParty(engine, { commonName: '根', serial: 1, isAuthority: true }, null);
    root = authority.certificate;
    maker = (await makeParty(engine, { commonName: '制章者', serial: 2 }, authority)).certificate;
    list = await makeRevocationList(authority);
  });
  beforeEach(() => {
    trust = mkdtempSync(join(tmpdir(), 'trust-'));
  });
  afterEach(() => rmSync(trust, { recursive: true, force: true }));

  it('keeps the accepted material, and lists and parts by name', () => {
    const files = open();
    const name = files.addList('issuing-3', list);
    files.replace({ ...NOTHING, certificates: [base64(root)], lists: [listed(name)] });
    files.addToPart('issuing-x', list.subarray(0, 10));
    files.addToPart('issuing-x', list.subarray(10));
    const again = open();
    expect(again.material()).toEqual({ ...NOTHING, certificates: [base64(root)], lists: [listed(name)] });
    expect([again.list(name), again.part('issuing-x'), again.list('absent.crl')]).toEqual([list, list, null]);
    again.addToPart('root-y', list);
    again.keepParts(['issuing-x']);
    expect([again.part('issuing-x'), again.part('root-y')]).toEqual([list, new Uint8Array()]);
    again.dropPart('issuing-x');
    expect(again.part('issuing-x')).toEqual(new Uint8Array());
    expect(readdirSync(platformFolderIn(trust, 'gd')).sort()).toEqual(['current.json', 'lists', 'parts']);
  });

  it.each([
    ['damaged', '{"certificates": ['],
    ['of a file outside', JSON.stringify({ ...NOTHING, lists: [listed('../../x.crl')] })],
  ])('holds nothing if current.json is %s', (_, text) => {
    const folder = platformFolderIn(trust, 'gd');
    mkdirSync(folder);
    writeFileSync(join(folder, 'current.json'), text);
    expect(readPlatformMaterial(folder)).toEqual(NOTHING);
  });

  it('is trusted beside people’s own files, with its seal makers', () => {
    writeFileSync(join(trust, 'own.pem'), encodePem('CERTIFICATE', maker));
    const files = open();
    files.replace({
      ...{ certificates: [base64(root)], makers: [base64(maker)], withdrawn: [], former: [] },
      lists: [listed(files.addList('issuing-3', list))],
    });
    expect(readTrustFolder(trust)).toEqual({
      certificates: [maker, root],
      crls: [list],
      makerLists: [{ authorities: [root], makers: [maker] }],
    });
    expect(readTrustedCertificates(trust)).toEqual({ ...readTrustFolder(trust), crls: [] });
    expect(readTrustFacts(trust).platforms.map(({ lists }) => lists.length)).toEqual([1]);
  });

  it('ends trust in a certificate that its platform has withdrawn, unless another platform names it', () => {
    writeFileSync(join(trust, 'own.pem'), encodePem('CERTIFICATE', root));
    open('gd').replace({ ...NOTHING, withdrawn: [base64(root)] });
    expect(readTrustFolder(trust).certificates).toEqual([]);
    open('gx').replace({ ...NOTHING, certificates: [base64(root)] });
    expect(readTrustFolder(trust).certificates).toEqual([root, root]);
  });

  it('is read again only when it has changed', () => {
    const read = keptTrust();
    const files = open();
    files.replace({ ...NOTHING, certificates: [base64(root)] });
    const first = read(trust);
    expect(read(trust)).toBe(first);
    files.replace({ ...NOTHING, certificates: [] });
    expect(read(trust).anchors).toEqual([]);
  });
});
