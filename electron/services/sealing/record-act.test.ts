import { describe, expect, it } from 'vitest';
import { failure, success } from '../../shared/result.ts';
import { order, outside, pinOf, SEALED, SIGNED } from './fixtures/stand-in-act.ts';
import { sealDocument } from './seal-document.ts';
import type { SealingParts } from './seal-order.ts';

describe('The record of an act', () => {
  it('writes every use down, with the keeper’s own words when no approval is named', async () => {
    const { entries, parts } = outside(success(SIGNED));
    await sealDocument(order, pinOf, parts);
    expect(entries).toMatchObject([
      {
        ...{ act: 'seal', result: 'done', purpose: '采购合同', approval: null, tokenSerial: 'T1' },
        document: { name: 'in.pdf', sm3Before: 'aa', sm3After: 'bb', page: 1, pages: 4 },
        people: { applicant: null, approver: null, keeper: '王小明' },
        timeStamped: null,
      },
    ]);
  });

  it('puts nothing on record as accepted when there was nothing to accept', async () => {
    const { entries, parts } = outside(success(SIGNED));
    await sealDocument({ ...order, accepted: ['JAVASCRIPT'] }, pinOf, parts);
    expect(entries[0]).toMatchObject({ result: 'done', accepted: null });
  });

  it('has an archive stamp follow where the rules want one, and seals all the same if it fails', async () => {
    const password = Uint8Array.of(7);
    const sealWith = async (archiveStamp: SealingParts['archiveStamp'], isWanted = true) => {
      const { parts } = outside(success(SIGNED));
      const gate = { ...parts.gate(null, []), demandsArchiveStamp: () => isWanted };
      const { document } = order;
      const encrypted = { ...document, file: { ...document.file, password } };
      const ports = { ...parts, archiveStamp, gate: () => gate };
      const outcome = await sealDocument({ ...order, document: encrypted }, pinOf, ports);
      return outcome.ok ? outcome.value.archive : outcome.error;
    };
    const stamped = {
      size: 9,
      sm3After: '',
      stampedAt: '2026-06-01T00:00:00.000Z',
      renewBy: null,
      missing: [],
    };
    const asked: unknown[] = [];
    const stamping: SealingParts['archiveStamp'] = async (...given) => {
      asked.push(given);
      return success({ ...stamped, path: '/out_归档.pdf' });
    };
    expect(await sealWith(stamping)).toMatchObject({ state: 'stamped', path: '/out_归档.pdf' });
    expect(asked).toEqual([[SEALED.path, password]]);
    const failing: SealingParts['archiveStamp'] = async () => failure({ code: 'PLATFORM_UNREACHABLE' });
    expect(await sealWith(failing)).toEqual({ state: 'missing', error: { code: 'PLATFORM_UNREACHABLE' } });
    expect(await sealWith(stamping, false)).toEqual({ state: 'notAsked' });
  });
});
