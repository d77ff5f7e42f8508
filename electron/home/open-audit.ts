import { statSync } from 'node:fs';
import { reading } from '../adapters/files/file-errors.ts';
import {
  isDatabaseFile,
  type ReadingCopy,
  readingCopyOf,
  readingCopyOfBackup,
} from '../adapters/home-files/reading-copy.ts';
import { readRegularFile } from '../adapters/files/regular-file.ts';
import { auditView, exportedView } from '../services/audit/audit-view.ts';
import { exportedLookup, readExportedRegister } from '../services/audit/exported-register.ts';
import { enterpriseStatusRecords } from '../services/platform/enterprise-status.ts';
import { useStateRecords } from '../services/platform/use-state.ts';
import {
  auditStore,
  listRegister,
  type ReadProgress,
  type RegisterQuery,
} from '../services/register/read-register.ts';
import { applicationRecords } from '../services/seal-life/applications.ts';
import { lossReportRecords } from '../services/seal-life/loss-reports.ts';
import { type Result, unwrap } from '../shared/result.ts';
import type { AuditView } from '../shared/model/audit-view.ts';
import type { RegisterListing } from '../shared/model/register.ts';
import type { Home } from './home.ts';

/** Another register that is read: it needs no key, asks nobody, and changes nothing of what it reads. */
export interface OpenedAudit {
  readonly view: AuditView;
  /** Fails with the codes of the store. */
  list(query: RegisterQuery): Promise<Result<RegisterListing>>;
  /** Deletes the copy that was read. */
  close(): Promise<void>;
}

/**
 * Opens a home or a copy of one, a backup of its register, or a register that was exported as JSON, to be audited (宿迁
 * 第二十四条、第二十八条；中山 第三十二条).
 * @param path absolute
 * @param openHomeIn opens a home for reading; it is given a copy
 * @param onProgress is told how many entries of a database are read
 * @throws CodedError AUDIT_SOURCE_UNKNOWN, FILE_NOT_FOUND, FILE_UNREADABLE, FILE_OVER_BUDGET, and those of the store
 */
export async function openAudit(
  path: string,
  openHomeIn: (folder: string) => Promise<Home>,
  onProgress?: ReadProgress,
): Promise<OpenedAudit> {
  if (reading(() => statSync(path)).isDirectory()) {
    return auditOfCopy('home', await readingCopyOf(path), openHomeIn, onProgress);
  }
  if (await isDatabaseFile(path)) {
    return auditOfCopy('backup', await readingCopyOfBackup(path), openHomeIn, onProgress);
  }
  const exported = readExportedRegister(reading(() => readRegularFile(path)));
  const lookup = exportedLookup(exported);
  return {
    view: await exportedView(exported),
    list: (query) => listRegister(query, lookup),
    close: () => Promise.resolve(),
  };
}

async function auditOfCopy(
  source: 'home' | 'backup',
  copy: ReadingCopy,
  openHomeIn: (folder: string) => Promise<Home>,
  onProgress: ReadProgress | undefined,
): Promise<OpenedAudit> {
  let home: Home | undefined;
  const close = async (): Promise<void> => {
    try {
      await home?.close();
    } finally {
      copy.remove();
    }
  };
  try {
    home = await openHomeIn(copy.folder);
    const { register } = home;
    return {
      view: await viewOf(source, home, onProgress),
      list: (query) => listRegister(query, register),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function viewOf(
  source: 'home' | 'backup',
  home: Home,
  onProgress: ReadProgress | undefined,
): Promise<AuditView> {
  const { records, register, platformStore, bound } = home;
  const found = unwrap(await auditStore(home, await home.auditTrust(), onProgress));
  return auditView(source, found, {
    ...{ register, lists: platformStore, world: () => bound.known() },
    reports: lossReportRecords(records),
    applications: applicationRecords(records),
    useStates: useStateRecords(records),
    enterprises: enterpriseStatusRecords(records),
  });
}
