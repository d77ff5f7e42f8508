import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalRequest, ApprovedBeside, ApprovedList } from '../../shared/model/approval.ts';
import { utf8Bytes, utf8Text } from '../bytes/encodings.ts';
import type { SmEngine } from '../sm/engine.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { decodeRequestFile, encodeRequestFile, requestBytes, requestDigest } from './approval-request.ts';
import { HOSTILE_REQUEST_FILES } from './fixtures/hostile-request-files.ts';
import { approvalItem, approvalRequest } from './fixtures/requests.ts';

const WHERE = { pages: [{ kind: 'all' }], where: { kind: 'point', xMm: 50, yMm: 90 } } as const;
const DATE: ApprovedBeside = { kind: 'date', ...WHERE, style: null };
const PICTURE: ApprovedBeside = {
  ...({ kind: 'handwriting', ...WHERE, sm3: 'a'.repeat(64) } as const),
  ...{ size: 9, widthMm: 35, heightMm: 12 },
};

function withBeside(beside: readonly ApprovedBeside[]): ApprovalRequest {
  const list = { kind: 'list', field: null, places: [] } as const;
  const target: ApprovedList =
    beside.length === 0 ? { ...list, version: 1 } : { ...list, version: 2, beside };
  return approvalRequest({ items: [approvalItem(1, { target })] });
}

const statement = { payload: 'cA', protected: 'aA', signature: 'cw' };

describe('a request', () => {
  let engine: SmEngine;
  beforeAll(async () => {
    engine = await loadSmEngine();
  });

  it('has the same octets in any order of its fields', () => {
    const { items, ...rest } = approvalRequest();
    const turned = { items, ...Object.fromEntries(Object.entries(rest).reverse()) };
    expect(utf8Text(requestBytes(turned as typeof rest & { items: typeof items }))).toBe(
      utf8Text(requestBytes(approvalRequest())),
    );
  });

  it('gets another digest with every change of its content', () => {
    const changed = [
      approvalRequest({ purpose: '借款合同' }),
      approvalRequest({ validUntil: '2026-06-09T08:00:00.000Z' }),
      approvalRequest({ items: [approvalItem(1, { sm3: 'f'.repeat(64) })] }),
      approvalRequest({ items: [approvalItem(1, { target: { kind: 'field', name: '甲方' } })] }),
      approvalRequest({ items: [approvalItem(), approvalItem(2)] }),
      approvalRequest({ items: [approvalItem(1, { locks: true })] }),
      ...[[], [DATE], [{ ...DATE, style: 'iso' as const }], [DATE, PICTURE]].map(withBeside),
      ...[{ sm3: 'b'.repeat(64) }, { size: 8 }, { widthMm: 36 }].map((change) =>
        withBeside([DATE, { ...PICTURE, ...change }]),
      ),
    ];
    const digests = [approvalRequest(), ...changed].map((request) => requestDigest(request, engine));
    expect(new Set(digests).size).toBe(changed.length + 1);
  });

  it('keeps its digest on its way through a file', () => {
    const place = fc.record({
      kind: fc.constant('place' as const),
      page: fc.nat(1000),
      xMm: fc.nat(1_000_000).map((hundredths) => hundredths / 100),
      yMm: fc.nat(1_000_000).map((hundredths) => hundredths / 100),
    });
    fc.assert(
      fc.property(place, fc.string({ minLength: 1, maxLength: 200 }), (target, applicant) => {
        const request = approvalRequest({ applicant, items: [approvalItem(1, { target })] });
        const read = decodeRequestFile(encodeRequestFile({ request, decision: statement }));
        expect(read).toEqual({ request, decision: statement, pictures: [] });
        expect(requestDigest(read.request, engine)).toBe(requestDigest(request, engine));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a request file', () => {
  it('carries the pictures that it has room for, and reads as earlier ones without any', () => {
    const request = withBeside([PICTURE]);
    const small = Uint8Array.of(1, 2, 3);
    const pictures = [new Uint8Array(4 * 1024 * 1024), small, new Uint8Array(2 * 1024 * 1024)];
    const whole = encodeRequestFile({ request, decision: null, pictures });
    expect(decodeRequestFile(whole).pictures.map(({ length }) => length)).toEqual([4 * 1024 * 1024, 3]);
    expect(utf8Text(encodeRequestFile({ request, decision: null }))).not.toContain('pictures');
  });

  it.each(HOSTILE_REQUEST_FILES)('is refused with %s', (_, bytes, field) => {
    expect(() => decodeRequestFile(bytes)).toThrow(
      expect.objectContaining({ code: 'APPROVAL_INVALID', details: { field } }),
    );
  });

  it('throws only coded errors for any bytes', () => {
    const whole = encodeRequestFile({ request: approvalRequest(), decision: null });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, octet) => {
        const changed = Uint8Array.from(whole);
        changed[at] = octet;
        try {
          decodeRequestFile(changed);
        } catch (error) {
          expect(error).toMatchObject({ code: 'APPROVAL_INVALID' });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('may have no text after its end', () => {
    const whole = utf8Text(encodeRequestFile({ request: approvalRequest(), decision: null }));
    expect(() => decodeRequestFile(utf8Bytes(`${whole}{}`))).toThrow(
      expect.objectContaining({ code: 'APPROVAL_INVALID' }),
    );
  });
});
