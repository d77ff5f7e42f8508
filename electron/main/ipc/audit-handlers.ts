import { basename, dirname } from 'node:path';
import { type OpenedAudit, openAudit } from '../../home/open-audit.ts';
import type { Home } from '../../home/home.ts';
import type { ExportEngine } from '../../services/verdict-exports/export-engine.ts';
import type { PackageCheck } from '../../shared/model/audit-view.ts';
import { failure, type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';

/** What is audited now; there is one at a time. */
export class AuditSession {
  readonly #openHomeIn: (folder: string) => Promise<Home>;
  #opened: OpenedAudit | null = null;

  /** @param openHomeIn opens the copy of a home for reading */
  constructor(openHomeIn: (folder: string) => Promise<Home>) {
    this.#openHomeIn = openHomeIn;
  }

  get opened(): OpenedAudit | null {
    return this.#opened;
  }

  /** Opens another source; what was open stays if that fails. @throws CodedError as `openAudit` does */
  async open(path: string): Promise<OpenedAudit> {
    const opened = await openAudit(path, this.#openHomeIn);
    await this.close();
    this.#opened = opened;
    return opened;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close();
  }
}

interface AuditHandlerParts {
  readonly audits: AuditSession;
  readonly dialogs: Pick<Dialogs, 'chooseAuditFile' | 'chooseEvidencePackage' | 'chooseFolder'>;
  readonly exports: Pick<ExportEngine, 'recheck'>;
}

/** Paths come from the system's dialogs, never from the window. */
export function auditHandlers({ audits, dialogs, exports }: AuditHandlerParts): ContractHandlers['audit'] {
  return {
    open: async ({ kind }) => {
      const path = kind === 'folder' ? await dialogs.chooseFolder('audit') : await dialogs.chooseAuditFile();
      if (path === null) return success(null);
      return resultOf(async () => {
        const { view } = await audits.open(path);
        return { ...view, name: basename(path), folder: dirname(path) };
      });
    },
    list: async (query) => audits.opened?.list(query) ?? failure({ code: 'AUDIT_SOURCE_UNKNOWN' }),
    close: async () => {
      await audits.close();
      return success(null);
    },
    recheck: async () => {
      const path = await dialogs.chooseEvidencePackage();
      return path === null ? success(null) : checkOf(path, exports);
    },
  };
}

/** An encrypted document in the package is not opened: the report says that its password is missing. */
function checkOf(path: string, exports: AuditHandlerParts['exports']): Promise<Result<PackageCheck>> {
  return resultOf(async () => {
    const { manifest, manifestSm3, altered, differences, report, roots } = unwrap(
      await exports.recheck(path, null),
    );
    const { person, computer } = manifest.madeBy;
    return {
      ...{ name: basename(path), document: manifest.document.name, judgedAt: manifest.judgedAt },
      ...{ madeBy: `${person}@${computer}`, manifestSm3, report, altered, differences },
      roots: roots.map(({ subject, sm3 }) => ({ subject, sm3 })),
    };
  });
}
