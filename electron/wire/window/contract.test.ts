import { describe, expect, it } from 'vitest';
import { checked, type AnyOperation } from '../operation.ts';
import { contract } from './contract.ts';

function accepted({ request }: AnyOperation, value: unknown): boolean {
  try {
    checked(request, value);
    return true;
  } catch {
    return false;
  }
}

describe('the contract', () => {
  const operations = Object.entries(contract).flatMap(([subject, table]) =>
    Object.entries<AnyOperation | { readonly kind: 'event' }>(table).flatMap(([name, entry]) =>
      entry.kind === 'event' ? [] : [[`${subject}.${name}`, entry] as const],
    ),
  );

  it.each(operations)('has a schema for the request of %s', (_name, operation) => {
    expect('parse' in operation.request).toBe(true);
  });
});

const id = '2f1b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d';
const request = {
  documentId: id,
  tokenSerial: '01',
  esId: 'seal',
  target: { kind: 'place', page: 0, xMm: 100, yMm: 200 },
  reason: '',
  approvalId: null,
  accepted: ['JAVASCRIPT'],
  locks: false,
  particulars: { purpose: '', counterpart: '', applicant: '', approver: '', keeper: '' },
  lastTryConfirmed: false,
  pin: Uint8Array.of(49),
  holdPin: false,
  further: [],
  furtherPins: [],
};

describe('the input of seal.start', () => {
  const accepts = (change: object): boolean => accepted(contract.seal.start, { ...request, ...change });

  it('is accepted whole', () => expect(accepts({})).toBe(true));
  it('names what was accepted by codes alone', () => {
    expect(accepts({ accepted: [] })).toBe(true);
    expect(accepts({ accepted: ['all of it'] })).toBe(false);
  });

  it('may name a field', () => expect(accepts({ target: { kind: 'field', name: '甲方签章' } })).toBe(true));

  it.each([
    ['a path in place of an id', { documentId: '/etc/passwd' }],
    ['a PIN as a string', { pin: '1' }],
    ['a PIN of absurd length', { pin: new Uint8Array(129) }],
    ['a place beyond any page', { target: { kind: 'place', page: 0, xMm: 1e6, yMm: 0 } }],
    ['a page before the first', { target: { kind: 'place', page: -1, xMm: 0, yMm: 0 } }],
    ['a place that is no number', { target: { kind: 'place', page: 0, xMm: Number.NaN, yMm: 0 } }],
    ['a field that it does not know', { outputPath: '/tmp/x.pdf' }],
  ])('is refused with %s', (_what, change) => expect(accepts(change)).toBe(false));
});

describe('the input of platform.bind and platform.unbind', () => {
  const offer = { platform: 'gd', digest: 'a'.repeat(64) };
  const ending = { platform: 'gd', reason: '平台停止服务' };

  it('is accepted whole', () => {
    expect([accepted(contract.platform.bind, offer), accepted(contract.platform.unbind, ending)]).toEqual([
      true,
      true,
    ]);
  });

  it.each([
    ['no digest', contract.platform.bind, { platform: 'gd' }],
    ['a digest that is none', contract.platform.bind, { ...offer, digest: 'A' }],
    ['settings of its own', contract.platform.bind, { ...offer, root: 'PEM' }],
    ['no reason', contract.platform.unbind, { ...ending, reason: '  ' }],
    ['a reason without end', contract.platform.unbind, { ...ending, reason: '长'.repeat(201) }],
  ])('is refused with %s', (_what, operation, request) => {
    expect(accepted(operation, request)).toBe(false);
  });
});

describe('the input of documents.read', () => {
  const accepts = (change: object): boolean =>
    accepted(contract.documents.read, { id, offset: 0, length: 1, ...change });

  it('is accepted for a range', () => expect(accepts({})).toBe(true));
  it.each([[{ offset: -1 }], [{ length: 0 }], [{ length: 2 ** 31 }], [{ offset: 0.5 }]])(
    'is refused with %o',
    (change) => expect(accepts(change)).toBe(false),
  );
});
