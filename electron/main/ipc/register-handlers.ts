import { writeFile } from 'node:fs/promises';
import type { AuditTrust } from '../../core/register/audit-heads.ts';
import type { RecordStore } from '../../services/platform/record-store.ts';
import { exportRegister } from '../../services/register/export-register.ts';
import { auditStore, listRegister } from '../../services/register/read-register.ts';
import type { RegisterStore } from '../../services/register/ports.ts';
import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { failure, success, type Result } from '../../shared/result.ts';
import type { Dialogs } from '../dialogs.ts';

export interface RegisterHandlerParts {
  readonly store: { readonly register: RegisterStore; readonly records: RecordStore };
  /** Read anew for each check: the trust folder may have changed. */
  trust(): AuditTrust;
  readonly dialogs: Pick<Dialogs, 'chooseRegisterPath'>;
}

/** The path of an export comes from the system's dialog, never from the window. */
export function registerPlaceHandlers(parts: RegisterHandlerParts): Handlers<Contract>['register'] {
  const { store, dialogs } = parts;
  const { register } = store;
  return {
    list: (query) => listRegister(query, register),
    verify: () => auditStore(store, parts.trust()),
    exportCsv: async () => {
      const listed = await listRegister({}, register);
      if (!listed.ok) return listed;
      const path = await dialogs.chooseRegisterPath('sealdesk-register.csv');
      if (path === null) return success(false);
      return writeWhole(path, exportRegister(listed.value.entries, 'csv'));
    },
  };
}

/** The system's dialog has asked already where this replaces a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<Result<boolean>> {
  try {
    await writeFile(path, bytes);
    return success(true);
  } catch {
    return failure({ code: 'OUTPUT_UNWRITABLE' });
  }
}
