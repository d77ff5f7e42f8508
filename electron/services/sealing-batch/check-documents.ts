import type { AppError } from '../../shared/errors.ts';
import { fileNameOf } from '../documents/file-facts.ts';
import type { ChosenSeal } from '../tokens/token-seals.ts';
import type { BatchItem, BatchList } from './batch-list.ts';
import type { BatchOrder } from './batch-order.ts';
import { checkFile, type CheckedSeal, type CheckPorts } from './check-file.ts';
import { nameOutput, type NamingPorts, pathsOf } from './output-names.ts';

/** What the steps of a batch share. */
export interface SharedBatch {
  readonly list: BatchList;
  /** When the batch began: its date stands in the names of outputs. */
  readonly startedAt: Date;
  /** Tells whether the person wants the present step to end. */
  isStopped(): boolean;
}

export interface CheckingPorts extends CheckPorts, NamingPorts {
  /** Asks the rules why they want an approval for a seal; null when they want none. */
  approvalDemand(chosen: ChosenSeal, purpose: string): Promise<AppError | null>;
}

interface Checking {
  readonly order: BatchOrder;
  /** The seals of the order on their keys, in its order. */
  readonly chosen: readonly ChosenSeal[];
  readonly batch: SharedBatch;
}

/** Looks at documents one after the other, until all are looked at or the person stops it. No key is used. */
export async function checkDocuments(
  items: readonly BatchItem[],
  { order, chosen, batch }: Checking,
  ports: CheckingPorts,
): Promise<void> {
  const { list } = batch;
  list.begin('checking', items.length);
  const { purpose } = order.particulars;
  const seals: CheckedSeal[] = [];
  for (const each of chosen) {
    seals.push({ chosen: each, demand: await ports.approvalDemand(each, purpose) });
  }
  const taken = pathsOf(list.items);
  for (const item of items) {
    if (batch.isStopped()) break;
    await checkDocument(item, { order, seals, batch, taken }, ports);
    list.count();
  }
}

async function checkDocument(
  item: BatchItem,
  {
    order,
    seals,
    batch: { list, startedAt },
    taken,
  }: Pick<Checking, 'order' | 'batch'> & {
    readonly seals: readonly CheckedSeal[];
    readonly taken: Set<string>;
  },
  ports: CheckingPorts,
): Promise<void> {
  list.set(item, { state: 'checking' });
  const checked = await checkFile(item.path, order, seals, ports);
  if (!checked.ok) return list.set(item, { state: 'refused', error: checked.error });
  const { sm3, plan, notes, error } = checked.value;
  item.sm3 = sm3;
  item.notes = notes;
  if (error === null) nameOutput(item, { ...order, at: startedAt, taken }, ports);
  const output = item.outputPath === null ? null : fileNameOf(item.outputPath);
  list.set(item, { state: error === null ? 'ready' : 'refused', plan, error, output });
}
