import { saveWhole } from '../../adapters/files/node-files.ts';
import { systemTurn } from '../../adapters/system.ts';
import type { AuditTrust } from '../../core/register/audit-heads.ts';
import { existenceProofBytes } from '../../core/register/existence-proof.ts';
import type { RecordStore } from '../../services/records/records.ts';
import { exportRegister, withoutNames } from '../../services/register/export-register.ts';
import { openByHand, type OpenByHandPorts } from '../../services/register/open-by-hand.ts';
import { cutOf, type RegisterHistory } from '../../services/register/register-history.ts';
import type { RegisterStore } from '../../services/register/register-store.ts';
import { proveEntry } from '../../services/register/prove-existence.ts';
import { everyEntry } from '../../services/register/find-entries.ts';
import { auditStore, listRegister } from '../../services/register/read-register.ts';
import { recordReturn, recordTaking, recordVoid } from '../../services/register/record-by-hand.ts';
import type { RecordingPorts } from '../../services/register/record-entry.ts';
import type { HolderOrder } from '../../services/register/recover-by-holder.ts';
import { renewIdentity } from '../../services/register/renew-register.ts';
import { uploadStates } from '../../services/register/upload-register.ts';
import { useSheet } from '../../services/register/use-sheet.ts';
import { sheetFile } from '../../services/sheets/write-sheet.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type {
  HolderRecovery,
  RegisteredEntry,
  RegisterRecovery,
  RegisterUploadState,
} from '../../shared/model/register.ts';
import { resultOf, success, type Result, unwrap } from '../../shared/result.ts';
import { type ApproverKeyParts, withApproverKey } from '../requests/approval-requests.ts';
import type { Dialogs } from '../window/dialogs.ts';

export interface RegisterHandlerParts {
  readonly store: {
    readonly register: RegisterStore;
    readonly records: RecordStore;
    readonly history: RegisterHistory;
  };
  readonly recording: RecordingPorts;
  /** Reads trust again for each check, because the trust folder may have changed. */
  trust(): Promise<AuditTrust>;
  /** Brings back what the platforms hold of the register. */
  recover(): Promise<Result<RegisterRecovery>>;
  /** Brings a lost register back by its holder's key. */
  recoverByHolder(order: HolderOrder): Promise<Result<HolderRecovery>>;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath' | 'chooseProofPath' | 'printPage'>;
  readonly language: () => Language;
  /** The keys that may open the register at a platform. */
  readonly keys: ApproverKeyParts;
  readonly opening: OpenByHandPorts;
  /** Tells the window how the uploads stand. */
  uploaded(states: readonly RegisterUploadState[]): void;
  /** Tells the window that the register has this many entries now. */
  changed(size: number): void;
}

/** The path of an output comes from the system's dialog, never from the window. */
export function registerPlaceHandlers(parts: RegisterHandlerParts): ContractHandlers['register'] {
  const { store, dialogs, recording } = parts;
  const { register, records } = store;
  const tellUploads = async (): Promise<void> => parts.uploaded(await uploadStates(records));
  const byHand = async (recorded: Promise<Result<RegisteredEntry>>): Promise<Result<null>> => {
    const outcome = await recorded;
    if (outcome.ok) parts.changed(outcome.value.index + 1);
    return outcome.ok ? success(null) : outcome;
  };
  return {
    list: (query) => listRegister(query, register),
    verify: async () => auditStore(store, await parts.trust()),
    recover: async () => {
      const recovered = await parts.recover();
      if (!recovered.ok) return recovered;
      return resultOf(async () => {
        for (const { platform } of await uploadStates(records)) await parts.opening.upload(platform);
        await tellUploads();
        parts.changed(recovered.value.size);
        return recovered.value;
      });
    },
    recoverByKey: async ({ registerId, ...key }) => {
      const { tokenSerial } = key;
      const recovered = await withApproverKey(key, parts.keys, (signer) =>
        parts.recoverByHolder({ signer, tokenSerial, registerId }),
      );
      if (!recovered.ok) return recovered;
      await resultOf(tellUploads);
      parts.changed(recovered.value.size);
      return recovered;
    },
    renew: ({ reason }) =>
      byHand(renewIdentity(reason, { ...recording, records, random: parts.opening.random })),
    cut: () => cutOf(store.history),
    uploads: () => resultOf(() => uploadStates(records)),
    exportCsv: async ({ withNames }) => {
      const path = await dialogs.chooseExportPath('sealdesk-register.csv', 'csv', 'register');
      const entries = everyEntry(register);
      const shown = withNames ? entries : withoutNames(entries);
      const form = { format: 'csv', language: parts.language() } as const;
      return path === null ? success(false) : saveWhole(path, exportRegister(shown, form));
    },
    exportSheet: (period) =>
      resultOf(async () => {
        const sheet = await useSheet(period, parts.language(), register);
        const path = await dialogs.chooseExportPath(`${sheet.name}.xlsx`, 'xlsx', 'register');
        return path !== null && unwrap(await saveWhole(path, sheetFile(sheet, systemTurn)));
      }),
    saveProof: async ({ index }) => {
      const proof = await proveEntry(index, { ...store, ...(await parts.trust()) });
      if (!proof.ok) return proof;
      const path = await dialogs.chooseProofPath(`existence-proof-${index + 1}.json`);
      return path === null ? success(false) : saveWhole(path, existenceProofBytes(proof.value));
    },
    print: () => dialogs.printPage('register'),
    open: async ({ platform, ...key }) => {
      const { tokenSerial } = key;
      const opened = await withApproverKey(key, parts.keys, (signer) =>
        openByHand({ platform, signer, tokenSerial }, parts.opening),
      );
      await resultOf(tellUploads);
      return opened.ok ? success(null) : opened;
    },
    recordVoid: (file) => byHand(recordVoid(file, recording)),
    recordTaking: (handover) => byHand(recordTaking(handover, recording)),
    recordReturn: (handover) => byHand(recordReturn(handover, recording)),
  };
}
