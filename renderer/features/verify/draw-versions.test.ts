import { describe, expect, it } from 'vitest';
import type { SignatureReport } from '../../../electron/shared/model/verification-report.ts';
import { success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { versionDrawer } from './draw-versions.ts';

// Only the length of the version is looked at.
const signature = (coveredBytes: number | null) => ({ coveredBytes }) as SignatureReport;

async function drawn(covered: readonly (number | null)[], pages: number, broken = -1) {
  const kept: (readonly [number, number])[] = [];
  const { client } = createStandIn(contract, {
    verify: {
      pageImage: ({ coveredBytes, page }) => {
        kept.push([coveredBytes, page]);
        return success(null);
      },
    },
  });
  const open = ({ size }: { readonly size: number }) =>
    Promise.resolve({
      pages,
      draw: (page: number) =>
        page === broken && size === 20
          ? Promise.reject(new Error('a broken page'))
          : Promise.resolve({ picture: new Blob(['x']), isWide: false }),
      close: () => undefined,
    });
  await versionDrawer(client.verify, open, () => ({ signatures: covered.map(signature) }))('a');
  return kept;
}

describe('versionDrawer', () => {
  it('Each signed version is drawn once, the newest first', async () => {
    expect(await drawn([10, 20, 20, null], 2)).toEqual([
      [20, 1],
      [20, 2],
      [10, 1],
      [10, 2],
    ]);
  });

  it('A page that cannot be drawn ends its version alone', async () => {
    expect(await drawn([10, 20], 2, 1)).toEqual([
      [20, 1],
      [10, 1],
      [10, 2],
    ]);
  });

  it('No more pages are drawn than a package takes', async () => {
    const kept = await drawn([10, 20], 70);
    expect(kept).toHaveLength(100);
    expect(kept.at(-1)).toEqual([10, 30]);
  });
});
