import { describe, expect, it } from 'vitest';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { failure, success } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import type { OrderedSeal } from '../sealing/seal-order.ts';
import { sealInfo, tokenInfo } from '../tokens/fixtures/token-info.ts';
import { lastPlacement, type LastPlacementPorts, namePattern, rememberPlacement } from './last-placement.ts';

const engine: SmEngine = await loadSmEngine();
const A4 = { widthMm: 210.02, heightMm: 297.01 };

const info = sealInfo('E1', '公章');
const chosen = {
  token: tokenInfo('T1', [info]),
  info,
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
};
const SEALS: readonly OrderedSeal[] = [
  { chosen, target: { kind: 'place', page: 'last', xMm: 50, yMm: 60 }, approvalId: null },
];

const fileAt = (path: string) => ({ path, descriptor: -1, size: 1, modifiedAtMs: 0, permissions: 0o600 });

function portsWith(pages: readonly (typeof A4)[], records = memoryRecords()): LastPlacementPorts {
  const described = { pages, emptyFields: [], signatureCount: 0, invoice: null };
  return {
    ...{ records, engine, clock: { now: () => new Date('2026-06-01T00:00:00Z') } },
    documents: { summarise: () => Promise.resolve(success(described)) },
  };
}

describe('The last placement', () => {
  it.each([
    ['another number', '采购合同2026-002.pdf', [A4, A4], true],
    ['its sealed copy', '采购合同2026-003_已盖章(2).pdf', [A4, A4], true],
    ['another name', '租赁合同2026-002.pdf', [A4, A4], false],
    ['another number of pages', '采购合同2026-002.pdf', [A4], false],
    ['pages of another size', '采购合同2026-002.pdf', [A4, { widthMm: 297, heightMm: 210 }], false],
  ])('is offered for a document like it: %s', async (_, name, pages, expected) => {
    const records = memoryRecords();
    await rememberPlacement(fileAt('/a/采购合同2026-001.pdf'), SEALS, portsWith([A4, A4], records));
    const found = await lastPlacement(fileAt(`/b/${name}`), portsWith(pages, records));
    expect(found?.seals ?? null).toEqual(
      expected
        ? [
            {
              seal: { by: 'id', esId: 'E1', name: '公章' },
              target: { kind: 'place', page: 'last', xMm: 50, yMm: 60 },
            },
          ]
        : null,
    );
  });

  it('is forgotten behind two hundred others', async () => {
    const records = memoryRecords();
    const ports = portsWith([A4], records);
    const name = (count: number): string => `/a/${'甲'.repeat(count)}.pdf`;
    for (let count = 1; count <= 201; count += 1) {
      const now = new Date(Date.UTC(2026, 0, 1, 0, count));
      await rememberPlacement(fileAt(name(count)), SEALS, { ...ports, clock: { now: () => now } });
    }
    expect(await lastPlacement(fileAt(name(1)), ports)).toBeNull();
    expect(await lastPlacement(fileAt(name(201)), ports)).not.toBeNull();
  });

  it('is not offered, and hinders nothing, when the document cannot be read', async () => {
    const broken = { summarise: () => Promise.resolve(failure({ code: 'PDF_DAMAGED' as const })) };
    const ports = { ...portsWith([A4]), documents: broken };
    await rememberPlacement(fileAt('/a.pdf'), SEALS, ports);
    expect(await lastPlacement(fileAt('/a.pdf'), ports)).toBeNull();
  });

  it('is found by a name in which numbers do not count', () => {
    expect(namePattern('Order １２-7_已盖章(3).PDF')).toBe('order #-#');
  });
});
