import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import { leastTime, type SealedDocument } from '../sealing/seal-order.ts';
import type { BatchItem, BatchList } from './batch-list.ts';
import type { SharedBatch } from './check-documents.ts';
import { nameOutput, type NamingPorts, pathsOf } from './output-names.ts';
import { pausesBatch } from './pausing-errors.ts';
import { type ItemSealing, sealItem, type SealItemPorts } from './seal-item.ts';

export interface SealNextPorts extends SealItemPorts, NamingPorts {}

/**
 * Seals the next document of a batch under a free name, and shows in its row what became of it. Rejects with the codes of the
 * store when the journal cannot be kept.
 * @returns why no further document can be sealed now; null to go on
 */
export async function sealNext(
  item: BatchItem,
  sealing: ItemSealing,
  { list, startedAt }: SharedBatch,
  ports: SealNextPorts,
): Promise<AppError | null> {
  const taken = pathsOf(list.items.filter((each) => each !== item));
  const outputPath = nameOutput(item, { ...sealing.order, at: startedAt, taken }, ports);
  list.set(item, { state: 'sealing', output: fileNameOf(outputPath), error: null });
  const outcome = await sealItem({ ...item, outputPath }, sealing, ports);
  if (!outcome.ok && pausesBatch(outcome.error.code)) {
    list.set(item, { state: 'ready' });
    return outcome.error;
  }
  showOutcome(item, outcome, list);
  return null;
}

function showOutcome(item: BatchItem, outcome: Result<SealedDocument>, list: BatchList): void {
  if (!outcome.ok) {
    item.outputPath = null;
    return list.set(item, { state: 'failed', error: outcome.error, output: null });
  }
  const { sm3Before, sm3After, seals, path } = outcome.value;
  const signedAt = seals.at(-1)?.signedAt ?? '';
  item.outputPath = path;
  list.set(item, {
    ...{ state: 'sealed', output: fileNameOf(path) },
    sealed: { sm3Before, sm3After, signedAt, trustedTime: leastTime(seals) },
  });
}
