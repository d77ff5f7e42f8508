import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeMiniWorld } from '../../core/verification/fixtures/mini-world.ts';
import { encodePem } from '../../core/x509/pem.ts';
import { readTrustFolder } from './trust-folder.ts';

const { root, issuing, revocationLists, makerStatements } = await makeMiniWorld(await loadSmEngine());
const [rootList = new Uint8Array(), issuingList = new Uint8Array()] = revocationLists;

describe('a trust folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealdesk-trust-'));
  });

  it('tells certificates from lists by their content, whatever their names', () => {
    writeFileSync(join(folder, 'a.crl'), root.certificate);
    writeFileSync(join(folder, 'b.crt'), rootList);
    const bundle = `Issuing\n${encodePem('CERTIFICATE', issuing.certificate)}${encodePem('X509 CRL', issuingList)}`;
    writeFileSync(join(folder, 'c.CER'), bundle);
    expect(readTrustFolder(folder)).toEqual({
      certificates: [root.certificate, issuing.certificate],
      crls: [rootList, issuingList],
    });
  });

  it('holds lists of seal makers in files whose names end in makers.json', () => {
    const [list] = makerStatements;
    writeFileSync(join(folder, 'root.makers.json'), JSON.stringify(list));
    writeFileSync(join(folder, 'other.json'), JSON.stringify(list));
    writeFileSync(join(folder, 'damaged.makers.json'), '{');
    expect(readTrustFolder(folder)).toEqual({ certificates: [], crls: [], makerStatements: [list] });
  });

  it('ignores all other files', () => {
    mkdirSync(join(folder, 'folder.pem'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.pem'));
    writeFileSync(join(folder, 'empty.der'), '');
    writeFileSync(join(folder, 'notes.txt'), root.certificate);
    writeFileSync(join(folder, 'broken.pem'), '-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n');
    writeFileSync(join(folder, 'root.der'), root.certificate);
    expect(readTrustFolder(folder)).toEqual({ certificates: [root.certificate], crls: [] });
  });

  it('fails with TRUST_FOLDER_UNREADABLE if it does not exist', () => {
    const missing = join(folder, 'missing');
    expect(() => readTrustFolder(missing)).toThrow(
      expect.objectContaining({ code: 'TRUST_FOLDER_UNREADABLE' }) as Error,
    );
  });
});
