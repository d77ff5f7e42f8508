import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { holdDocument } from '../adapters/document-files/opened-document.ts';
import { withWords } from '../adapters/document-files/words-of-document.ts';
import { freePath } from '../adapters/files/node-files.ts';
import { isRunning } from '../adapters/system.ts';
import { approvalInHand, approvalRequired } from '../services/approvals/approved-use.ts';
import { convertDocument } from '../services/conversions/convert-document.ts';
import { BatchJournal } from '../services/sealing-batch/batch-journal.ts';
import { BatchPasswords } from '../services/sealing-batch/batch-passwords.ts';
import { rememberPlacement } from '../services/presets/last-placement.ts';
import { SealingBatch, type SealingBatchPorts } from '../services/sealing-batch/sealing-batch.ts';
import { CONVERSION_SECONDS } from '../shared/model/conversion.ts';
import type { Home } from './home.ts';

/** What the window and the command line provide for a batch, each in its own way. */
export type BatchHosts = Pick<
  SealingBatchPorts,
  'changed' | 'pause' | 'search' | 'choose' | 'holdsLogin' | 'seal' | 'broken'
>;

/** A batch over a home, and the journal of all batches of the home. */
export interface OpenedBatch {
  readonly batch: SealingBatch;
  readonly journal: BatchJournal;
}

/**
 * Opens a batch that seals many documents over a home.
 * @param password of the encrypted ones among them; the caller zeroes it
 */
export function openSealingBatch(home: Home, hosts: BatchHosts, password?: Uint8Array): OpenedBatch {
  const { clock, records, register, documents, trustFolder } = home;
  const passwords = new BatchPasswords(password);
  const journal = new BatchJournal({ records, clock, isRunning, processId: process.pid });
  const batch = new SealingBatch({
    ...hosts,
    seal: async (order, pinOf) => {
      const sealed = await hosts.seal(order, pinOf);
      // As after a single act: what was approved says its places by itself.
      const isFree = order.seals.every(({ approvalId }) => approvalId === null);
      if (sealed.ok && isFree) await rememberPlacement(order.document.file, order.seals, home);
      return sealed;
    },
    ...{ clock, register, documents, trustFolder, journal },
    convert: async (path, cancelled) => {
      const order = { path, outputPath: null, deadlineMs: CONVERSION_SECONDS.usual * 1000, cancelled };
      return convertDocument(order, await home.conversions());
    },
    newId: randomUUID,
    passwords,
    hold: async (path, notes) => {
      const document = holdDocument(path, passwords.for(path));
      if (notes === null) return withWords(document, documents);
      return { ...document, file: { ...document.file, knownNotes: notes } };
    },
    approvalDemand: async (chosen, purpose) => {
      const refusal = await home.gate(purpose, [approvalRequired]).before(chosen);
      // Whatever else the rules have against the seal stops the batch when it is used.
      return refusal?.code === 'APPROVAL_REQUIRED' ? refusal : null;
    },
    approvalFor: (chosen, document, file) => approvalInHand(chosen, document, file, home.approvals),
    settled: () => home.settledUses(),
    sm3Of: async (path) => {
      const hashed = await documents.hash(path);
      return hashed.ok ? hashed.value : null;
    },
    freePath: (folder, stem, ending, isTaken) =>
      freePath(join(folder, stem), ending, (path) => isTaken(path) || existsSync(path)),
  });
  return { batch, journal };
}
