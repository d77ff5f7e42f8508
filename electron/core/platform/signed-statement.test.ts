import fc from 'fast-check';
import { base64urlnopad } from '@scure/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty, type Party } from '../verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { openPlatformStatement, openStatement, signStatement, type Statement } from './signed-statement.ts';

const PAYLOAD = utf8Bytes('{"number":7}');
const AT = new Date('2026-11-22T05:00:00Z');

describe('a statement', () => {
  let engine: SmEngine;
  let root: Party;
  let signer: Party;
  let statement: Statement;

  beforeAll(async () => {
    engine = await loadSmEngine();
    root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
    statement = await signStatement('seal-status', PAYLOAD, signer.certificate, signer.sign);
  });

  const openedBy = (party: Party, at = AT): (() => Uint8Array) => {
    const trust = { engine, root: decodeCertificate(party.certificate), at };
    return () => openPlatformStatement(statement, 'seal-status', trust);
  };

  it('gives its payload and its signer back', () => {
    expect(utf8Text(openedBy(root)())).toBe('{"number":7}');
    expect(openStatement(statement, 'seal-status', engine).signer.subject.text).toContain('平台');
  });

  it('has one type only', () => {
    expect(() => openStatement(statement, 'seal-trust-list', engine)).toThrow(
      expect.objectContaining({ code: 'STATEMENT_INVALID', details: { rule: 'type' } }),
    );
  });

  it('fails with the change of a single character', () => {
    const names = ['payload', 'protected', 'signature'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.constantFrom('A', 'b', '_'), (name, at, letter) => {
        const text = statement[name];
        const place = at % text.length;
        const changed = text.slice(0, place) + letter + text.slice(place + 1);
        fc.pre(changed !== text);
        expect(() => openStatement({ ...statement, [name]: changed }, 'seal-status', engine)).toThrow(
          expect.objectContaining({ code: 'STATEMENT_INVALID' }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['no algorithm', { alg: 'none', typ: 'seal-status', x5c: [''] }, 'header'],
    ['further members', { alg: 'SM2SM3', typ: 'seal-status', x5c: [''], crit: ['b64'] }, 'header'],
    ['a chain', { alg: 'SM2SM3', typ: 'seal-status', x5c: ['', ''] }, 'header'],
    ['no certificate', { alg: 'SM2SM3', typ: 'seal-status', x5c: ['AAAA'] }, 'certificate'],
  ])('is refused with %s', (_, header, rule) => {
    const changed = { ...statement, protected: base64urlnopad.encode(utf8Bytes(JSON.stringify(header))) };
    expect(() => openStatement(changed, 'seal-status', engine)).toThrow(
      expect.objectContaining({ code: 'STATEMENT_INVALID', details: { rule } }),
    );
  });

  it.each([
    ['another root of the same name', { commonName: '平台根', serial: 9, isAuthority: true }, 'root'],
    ['another root', { commonName: '别处', serial: 1, isAuthority: true }, 'issuer'],
  ])('is not the platform’s under %s', async (_, plan, rule) => {
    expect(openedBy(await makeParty(engine, plan, null))).toThrow(
      expect.objectContaining({ code: 'STATEMENT_INVALID', details: { rule } }),
    );
  });

  it('is not the platform’s if an authority below the root has signed it', async () => {
    const below = await makeParty(engine, { commonName: '下级', serial: 3, isAuthority: true }, root);
    const other = await signStatement('seal-status', PAYLOAD, below.certificate, below.sign);
    const trust = { engine, root: decodeCertificate(root.certificate), at: AT };
    expect(() => openPlatformStatement(other, 'seal-status', trust)).toThrow(
      expect.objectContaining({ details: { rule: 'keyUsage' } }),
    );
  });

  it('is not valid after its signer’s certificate has expired', () => {
    expect(openedBy(root, new Date('2031-01-01T00:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'STATEMENT_INVALID' }),
    );
  });
});
