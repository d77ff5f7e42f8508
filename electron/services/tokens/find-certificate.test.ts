import { beforeAll, describe, expect, it } from 'vitest';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { keyUsageExtension } from '../../core/x509/extensions.ts';
import type { TokenSnapshot } from '../../shared/model/token.ts';
import { findCertificate } from './find-certificate.ts';
import { describeToken, type ListedToken } from './list-tokens.ts';

const NOW = new Date('2026-11-22T00:00:00Z');
const PIN = {
  triesLeft: null,
  countLow: false,
  finalTry: false,
  locked: false,
  isSet: true,
  mustChange: false,
};

let engine: SmEngine;
let root: Party;
let issuing: Party;
let signer: Party;
let encryption: Party;

beforeAll(async () => {
  engine = await loadSmEngine();
  root = await makeParty(engine, { commonName: 'Root', serial: 1, isAuthority: true }, null);
  issuing = await makeParty(engine, { commonName: 'Issuing', serial: 2, isAuthority: true }, root);
  signer = await makeParty(engine, { commonName: 'Signer', serial: 0x1001 }, issuing);
  const extensions = [keyUsageExtension('keyEncipherment')];
  encryption = await makeParty(engine, { commonName: 'Signer', serial: 0x1002, extensions }, issuing);
});

function tokenOf(serial: string, ...parties: readonly Party[]): ListedToken {
  const snapshot: TokenSnapshot = {
    module: '/module.so',
    kind: 'pkcs11',
    slot: 0,
    label: serial,
    serial,
    manufacturer: 'Maker',
    initialised: true,
    pin: PIN,
    soPin: PIN,
    certificates: parties.map(({ certificate }) => ({ id: new Uint8Array(), label: '', der: certificate })),
    data: [],
  };
  return describeToken(snapshot, engine, NOW);
}

describe('findCertificate', () => {
  it.each(['Signer', 'CN=Signer,C=CN', '1001', '10:01'])('finds the certificate by %s', (certificate) => {
    const found = findCertificate({ certificate }, [tokenOf('T1', encryption, root, signer, issuing)]);
    expect(found).toMatchObject({
      ok: true,
      value: {
        address: { module: '/module.so', serial: 'T1' },
        certificate: signer.certificate,
        chain: [issuing.certificate, root.certificate],
      },
    });
  });

  it('skips certificates for encryption and certificates of authorities', () => {
    const tokens = [tokenOf('T1', encryption, issuing)];
    const code = (certificate: string) => {
      const found = findCertificate({ certificate }, tokens);
      return found.ok ? null : found.error.code;
    };
    expect(code('Signer')).toBe('CERTIFICATE_NOT_FOR_SIGNING');
    expect(code('Issuing')).toBe('CERTIFICATE_NOT_FOR_SIGNING');
    expect(code('Nobody')).toBe('CERTIFICATE_NOT_FOUND');
  });

  it('asks for the token when two tokens hold a certificate of the name', () => {
    const tokens = [tokenOf('T1', signer), tokenOf('T2', signer)];
    expect(findCertificate({ certificate: 'Signer' }, tokens)).toEqual({
      ok: false,
      error: { code: 'CERTIFICATE_AMBIGUOUS', details: { count: 2 } },
    });
    const named = findCertificate({ certificate: 'Signer', tokenSerial: 'T2' }, tokens);
    expect(named).toMatchObject({ ok: true, value: { address: { serial: 'T2' } } });
  });

  it('returns an empty chain when the token holds none', () => {
    const found = findCertificate({ certificate: '1001' }, [tokenOf('T1', signer)]);
    expect(found).toMatchObject({ ok: true, value: { chain: [] } });
  });
});
