import { existsSync } from 'node:fs';
import { codeOfOtherFormat, HEADER_REACH } from '../../core/pdf/other-formats.ts';
import type { GuardPorts } from '../../services/drivers/driver-doctor.ts';
import type { HeldFile } from '../../services/ports/files.ts';
import type { RecentPaths } from '../../services/recent-documents/recent-documents.ts';
import { withHeldFile } from '../files/node-files.ts';
import { readHeld } from './opened-document.ts';
import { withoutHalt } from '../files/read-deadline.ts';

/** Encryption software that a company puts on its computers, and where it lies on Windows. */
interface GuardSoftware {
  readonly product: string;
  /** `%NAME%` is a variable of the environment. */
  readonly paths: readonly string[];
}

/**
 * Software of which it is known where it lies, from logs and scripts that were published by its users. Its vendors publish
 * nothing of the kind, and newer versions may lie elsewhere: what is not found may be there all the same.
 */
const KNOWN_GUARDS: readonly GuardSoftware[] = [
  {
    product: '亿赛通 E-SafeNet Cobra DocGuard',
    paths: [
      '%ProgramFiles%\\EsafeNet\\Cobra DocGuard Client',
      '%ProgramFiles(x86)%\\EsafeNet\\Cobra DocGuard Client',
    ],
  },
  {
    product: 'IP-guard',
    paths: ['%SystemRoot%\\System32\\winrdlv3.exe', '%SystemRoot%\\SysWOW64\\winrdlv3.exe'],
  },
  { product: '绿盾 Tipray', paths: ['%SystemDrive%\\Inetpub\\ftproot\\Tipray\\LdTerm'] },
];

const VARIABLE = /%([^%]+)%/g;
/** Documents that were opened last and are looked at. */
const MOST_LOOKED_AT = 5;
/** Milliseconds for one of them: nobody waits for a network. */
const ANSWER_MS = 500;
/** The mark of such software stands at the beginning. */
const NOTHING = new Uint8Array();

/**
 * Looks for encryption software of the company, and whether it hands this program ciphertext.
 * @param system of this computer; the software is known on Windows alone
 */
export function guardPorts(
  recent: Pick<RecentPaths, 'read'>,
  system: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): GuardPorts {
  const expanded = (path: string): string =>
    path.replace(VARIABLE, (_whole, name: string) => environment[name] ?? '?');
  return {
    installed: () =>
      system !== 'win32'
        ? []
        : KNOWN_GUARDS.flatMap(({ product, paths }) => {
            const path = paths.map(expanded).find(exists);
            return path === undefined ? [] : [{ product, path }];
          }),
    guardedDocuments: async () => {
      const paths = recent.read().slice(0, MOST_LOOKED_AT);
      const looked = await Promise.all(paths.map(({ path }) => isGuarded(path)));
      return looked.filter(Boolean).length;
    },
  };
}

/** Tells whether a document is handed out as ciphertext; false for one that does not answer. */
function isGuarded(path: string): Promise<boolean> {
  return withoutHalt(() => beginsGuarded(path), { haltMs: ANSWER_MS }).catch(() => false);
}

function beginsGuarded(path: string): Promise<boolean> {
  const work = async (held: HeldFile): Promise<boolean> =>
    codeOfOtherFormat(await readHeld(held, 0, HEADER_REACH), NOTHING) === 'FILE_GUARDED';
  return withHeldFile(path, work, ANSWER_MS);
}
