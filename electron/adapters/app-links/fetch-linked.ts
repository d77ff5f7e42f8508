import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileName, shortened } from '../../core/bytes/file-names.ts';
import { documentEnding } from '../../services/documents/output-pattern.ts';
import type { LinkAction, LinkedFile } from '../../shared/model/app-link.ts';
import { APPROVAL_FILES } from '../../shared/model/approval.ts';
import { failure, type Result, resultOf, success } from '../../shared/result.ts';
import { draftNameFor } from '../files/draft-names.ts';
import { systemErrorName, writing } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { writeThrough } from '../files/replace-file.ts';
import type { SystemProxy } from '../platform-api/connection.ts';
import { httpsTransport } from '../platform-api/https-transport.ts';
import type { PlatformTransport } from '../platform-api/transport.ts';
import { thisSystem } from '../systems/this-system.ts';

/** The largest file that a link brings, in bytes. */
const LARGEST = 64 * 1024 * 1024;
const DEADLINE_MS = 120_000;
/** How often a name is tried with another number. */
const MOST_NAMES = 1_000;
/** Bytes of a name without its number and ending: encrypted file systems allow 143 for the whole. */
const LONGEST_NAME_BYTES = 120;

/** What a download needs of the app. */
export interface LinkFetchPorts {
  /** Folder that the file goes to, which the person knows: their downloads. */
  readonly folder: string;
  readonly proxy: SystemProxy;
  /** Opens the way to a server; a test brings its own. */
  readonly transport?: typeof httpsTransport;
}

/** No platform of seals stands behind a link: the transport alone is shared, with the authorities of the system. */
const NO_PLATFORM = { id: '', name: '', profile: '', root: '' } as const;

/**
 * Downloads the file of a link, without a cookie, a login or a redirection, and writes it under a name that was free. Fails with
 * LINK_NOT_FETCHED and the `reason`, and with the codes of a file that cannot be written.
 * @returns its path
 */
export async function fetchLinked(
  { address }: Extract<LinkedFile, { readonly kind: 'web' }>,
  action: LinkAction,
  { folder, proxy, transport: open = httpsTransport }: LinkFetchPorts,
): Promise<Result<string>> {
  const { origin, pathname, search } = new URL(address);
  const transport = open({ ...NO_PLATFORM, url: origin }, proxy);
  // The very address that the person has read: one that is signed bears no other spelling.
  const fetched = await read(transport, `${pathname}${search}`);
  await transport.close();
  if (!fetched.ok) return fetched;
  const extension = action === 'approve' ? `.${APPROVAL_FILES.request}` : documentEnding(pathname);
  return resultOf(() =>
    writing(() => writeNew(folder, nameFrom(pathname, extension), extension, fetched.value)),
  );
}

async function read(transport: PlatformTransport, path: string): Promise<Result<Uint8Array>> {
  const request = { method: 'GET', path, largestAnswer: LARGEST, deadlineMs: DEADLINE_MS } as const;
  const answer = await transport.send(request);
  if (answer.ok) return success(answer.value.body);
  const { code, details = {} } = answer.error;
  return failure({ code: 'LINK_NOT_FETCHED', details: { reason: code, status: details['status'] ?? null } });
}

/** Returns the last name of an address without its extension, of letters, digits and little else in any script. */
function nameFrom(pathname: string, extension: string): string {
  const last = pathname.split('/').at(-1) ?? '';
  const decoded = resultOfDecoding(last);
  const bare = decoded.toLowerCase().endsWith(extension) ? decoded.slice(0, -extension.length) : decoded;
  const plain = bare.replace(/[^\p{L}\p{M}\p{N}（）()《》、_-]+/gu, ' ').trim();
  return fileName(shortened(plain, LONGEST_NAME_BYTES).trim() || '链接文件');
}

function resultOfDecoding(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}

/** Writes a whole file under a name that no file has: one that is there stays as it is. */
function writeNew(folder: string, name: string, extension: string, content: Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, draftNameFor(name));
  try {
    writeThrough(draft, 'wx', content);
    return publishNew(draft, join(folder, name), extension);
  } finally {
    fileMoves.discard(draft);
  }
}

function publishNew(draft: string, stem: string, extension: string): string {
  for (let number = 1; ; number += 1) {
    const path = `${stem}${number === 1 ? '' : ` (${String(number)})`}${extension}`;
    try {
      fileMoves.publish(draft, path);
      thisSystem.markAsForeign(path);
      return path;
    } catch (error) {
      if (systemErrorName(error) !== 'EEXIST' || number === MOST_NAMES) throw error;
    }
  }
}
