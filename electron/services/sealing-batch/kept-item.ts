import type { SealingRow } from '../../shared/model/sealing-batch.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import { isOpen, type KeptItem } from './batch-journal.ts';
import type { BatchItem } from './batch-list.ts';

/** A document as the journal keeps it. */
export function keptItem(
  { path, row, sm3, outputPath, isLocked }: BatchItem,
  batch: string,
  state: KeptItem['state'],
): KeptItem {
  const { number, sealed, error, plan } = row;
  return {
    ...{ batch, number, path, sm3, state, outputPath, fromEntry: 0 },
    ...{ sm3After: sealed?.sm3After ?? null, signedAt: sealed?.signedAt ?? null },
    ...{ code: error?.code ?? null, plan, isLocked },
  };
}

/** What the journal says of a document before the first one is sealed. */
export function firstState({ row }: BatchItem): KeptItem['state'] {
  if (row.state === 'sealed') return 'sealed';
  return row.state === 'ready' ? 'waiting' : 'failed';
}

/** What the row of a document shows by the journal, once it is settled what became of it. */
export function keptRow(item: KeptItem): Pick<SealingRow, 'state'> & Partial<SealingRow> {
  const { sm3, state, outputPath, sm3After, signedAt, code, plan } = item;
  const output = outputPath === null ? null : fileNameOf(outputPath);
  if (state === 'sealed' && sm3 !== null && sm3After !== null && signedAt !== null) {
    return { state, plan, output, sealed: { sm3Before: sm3, sm3After, signedAt, trustedTime: null } };
  }
  if (isOpen(item) && item.isLocked) {
    return { state: 'refused', plan, output, error: { code: 'PDF_PASSWORD_NEEDED' } };
  }
  if (isOpen(item)) return { state: 'ready', plan, output };
  return { state: 'failed', plan, error: code === null ? null : { code } };
}
