import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeElement, writeInteger, writeSequence } from '../asn1/der-writer.ts';
import { explicitTag, implicitTag, TAG } from '../asn1/identifiers.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeMiniWorld } from '../verification/fixtures/mini-world.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
  type TimeStampPlan,
} from '../verification/fixtures/mini-time-stamp.ts';
import { encodeExtensions } from '../x509/extensions.ts';
import { judgeTimeStamp } from './judge-time-stamp.ts';
import { decodeTimeStampToken } from './time-stamp-token.ts';

const engine = await loadSmEngine();
const { issuing, trust } = await makeMiniWorld(engine);
const authority = await makeTimeStampAuthority(engine, issuing);
const over = latin1Bytes('message');

const make = (changes: Partial<TimeStampPlan> = {}): Promise<Uint8Array> =>
  makeTimeStampToken(engine, { authority, issuer: issuing, over, ...changes });
const token = await make();

describe('a time-stamp token', () => {
  it('is read whole', async () => {
    const accuracy = writeSequence(
      writeInteger(1),
      writeElement(implicitTag(0), Uint8Array.of(5)),
      writeElement(implicitTag(1), Uint8Array.of(1)),
    );
    const nonce = writeInteger(2n ** 64n);
    const { info, certificates, signer } = decodeTimeStampToken(await make({ more: [accuracy, nonce] }));
    expect(info).toEqual({
      policy: '1.2.3.4.1',
      imprint: { algorithm: '1.2.156.10197.1.401', digest: engine.sm3(over) },
      serial: '07',
      stampedAt: new Date('2026-06-01T00:01:00Z'),
      accuracyMs: 1006,
      nonce: '010000000000000000',
    });
    expect(certificates.map(({ subject }) => subject.text)).toEqual(['CN=样例时间戳机构,C=CN']);
    expect([...(signer.attributes?.values.keys() ?? [])]).toHaveLength(3);
  });

  it('is read by openssl as we read it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealdesk-stamp-'));
    writeFileSync(join(folder, 'token.tst'), token);
    const args = ['ts', '-reply', '-token_in', '-in', join(folder, 'token.tst'), '-text'];
    const text = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    rmSync(folder, { recursive: true });
    for (const part of ['Serial number: 0x07', 'Hash Algorithm: sm3', 'Jun  1 00:01:00 2026 GMT']) {
      expect(text).toContain(part);
    }
  });

  it('is refused with an unknown critical extension', async () => {
    const value = writeElement(TAG.null);
    const extensions = encodeExtensions([{ id: '1.2.3', critical: true, value }]);
    const damaged = await make({ more: [writeElement(explicitTag(1), extensions.subarray(2))] });
    expect(() => decodeTimeStampToken(damaged)).toThrow('unknown critical extension');
  });

  it('proves nothing after the change of any byte, and never throws', async () => {
    const now = new Date('2026-07-01T00:00:00Z');
    const isImprint = (imprint: Uint8Array, digest: (bytes: Uint8Array) => Uint8Array): boolean =>
      digest(over).every((byte, index) => imprint[index] === byte);
    const states = new Set<string>();
    for (let offset = 0; offset < token.length; offset += 1) {
      const changed = token.slice();
      changed[offset] = (changed[offset] ?? 0) ^ 1;
      const { state } = judgeTimeStamp(changed, isImprint, { engine, trust, now });
      expect([offset, state]).not.toEqual([offset, 'proven']);
      states.add(state);
    }
    expect(states).toEqual(new Set(['unreadable', 'wrong', 'unproven']));
  });

  it('of any bytes is read, or refused with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(token.length), (bytes, cut) => {
        const mixed = Uint8Array.of(...token.subarray(0, cut), ...bytes);
        if (mixed.length === token.length) return;
        expect(() => decodeTimeStampToken(mixed)).toThrow(expect.objectContaining({ code: 'DER_INVALID' }));
      }),
      { seed: 20260701 },
    );
  });
});
