import { accessSync, constants, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LARGEST_REQUEST_FILE } from '../../core/approval/approval-request.ts';
import { memorySource } from '../../core/bytes/byte-source.ts';
import { jsonOrNull, toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { isOfd } from '../../core/pdf/other-formats.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { OfficeDoor, WaitingDecision } from '../../services/approvals/exchange-office.ts';
import type { KeptResult } from '../../services/approvals/office-results.ts';
import { CodedError } from '../../shared/errors.ts';
import { APPROVAL_FILES } from '../../shared/model/approval.ts';
import { resultOf } from '../../shared/result.ts';
import { documentsBeside } from '../home-files/approval-files.ts';
import { reading, writing } from '../files/file-errors.ts';
import { fileMoves } from '../files/file-moves.ts';
import { readRegularFile } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';

/** The most decisions that are taken in at once; the others wait for the next time. */
const MOST_AT_ONCE = 100;

/** A file that is no JSON yet may still be written; after this it is refused. */
const SETTLING_MS = 5000;

/**
 * The watched folder of office systems. A decision file goes to `taken` or `refused` (with the reason beside it), a sealed
 * file with its result to `results`. Whoever writes here is not trusted: decisions are signed, and names are made here.
 */
export function officeFolder(folder: string, engine: Pick<SmEngine, 'sm3'>): OfficeDoor {
  return {
    way: 'folder',
    waiting: () => resultOf(() => waitingIn(folder)),
    taken: (name) => resultOf(() => moved(folder, name, 'taken')),
    refused: (name, error) =>
      resultOf(() => {
        const reason = utf8Bytes(`${JSON.stringify({ name, ...error }, null, 2)}\n`);
        writing(() => replaceFile(join(folder, 'refused'), `${name}.error.json`, reason));
        return moved(folder, name, 'refused');
      }),
    giveBack: (kept, result) => giveInto(join(folder, 'results'), kept, result, engine),
  };
}

/** A folder into which a person has results written. */
export function resultFolder(folder: string, engine: Pick<SmEngine, 'sm3'>): Pick<OfficeDoor, 'giveBack'> {
  return { giveBack: (kept, result) => giveInto(folder, kept, result, engine) };
}

function waitingIn(folder: string): WaitingDecision[] {
  const names = readable(folder)
    .filter((name) => name.endsWith(`.${APPROVAL_FILES.decision}`) && !name.startsWith('.'))
    .sort()
    .slice(0, MOST_AT_ONCE);
  return names.flatMap((name): WaitingDecision[] => {
    const path = join(folder, name);
    const bytes = bytesOf(path);
    const isWhole = bytes !== null && jsonOrNull(bytes) !== null;
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (!isWhole && age < SETTLING_MS) return [];
    const documents = (request: Parameters<WaitingDecision['documents']>[0]) =>
      resultOf(() => documentsBeside(path, request));
    return [{ name, bytes: bytes ?? new Uint8Array(), documents }];
  });
}

/** Null for a file that cannot be read, is no regular one or is too large. */
function bytesOf(path: string): Uint8Array | null {
  try {
    return readRegularFile(path, { most: LARGEST_REQUEST_FILE });
  } catch {
    return null;
  }
}

/** @throws CodedError OA_WAY_UNUSABLE */
function readable(folder: string): string[] {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return readdirSync(folder);
  } catch {
    throw new CodedError('OA_WAY_UNUSABLE', folder, { folder });
  }
}

function moved(folder: string, name: string, into: string): null {
  writing(() => {
    mkdirSync(join(folder, into), { recursive: true });
    fileMoves.replace(join(folder, name), join(folder, into, name));
  });
  return null;
}

function giveInto(folder: string, kept: KeptResult, result: Uint8Array, engine: Pick<SmEngine, 'sm3'>) {
  return resultOf(() => {
    const sealed = sealedFile(kept, engine);
    const { number, approval, use } = kept.result;
    const name = `${number.replaceAll(/[^\p{L}\p{N}-]/gu, '_').slice(0, 60)}.${approval}.${use}`;
    writing(() => replaceFile(folder, `${name}${isOfd(memorySource(sealed)) ? '.ofd' : '.pdf'}`, sealed));
    // The result comes last: whoever waits for it finds the sealed file.
    writing(() => replaceFile(folder, `${name}.result.json`, result));
    return null;
  });
}

/**
 * Reads the sealed file of a result from where it was made.
 * @throws CodedError FILE_NOT_FOUND, FILE_UNREADABLE; FILE_CHANGED when another file lies there
 */
export function sealedFile({ path, sm3After }: KeptResult, engine: Pick<SmEngine, 'sm3'>): Uint8Array {
  const bytes = reading(() => readRegularFile(path));
  if (toHex(engine.sm3(bytes)) !== sm3After) throw new CodedError('FILE_CHANGED', path);
  return bytes;
}
