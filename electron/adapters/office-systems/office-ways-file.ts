import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { readJson } from '../../core/bytes/json.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { OfficeDoor } from '../../services/approvals/exchange-office.ts';
import { CodedError } from '../../shared/errors.ts';
import type { OfficeWays } from '../../shared/model/office-system.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { writing } from '../files/file-errors.ts';
import { isRegularFile, readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { SystemProxy } from '../platform-api/connection.ts';
import { officeCall } from './office-call.ts';
import { officeFolder } from './office-folder.ts';

const FILE = 'office-systems.json';

const stored = z.strictObject({
  folder: z.string().min(1).max(4096).nullable(),
  call: z
    .strictObject({
      url: z.url({ protocol: /^https$/ }).max(2000),
      ca: z.string().min(1).max(4096).nullable(),
      tokenFile: z.string().min(1).max(4096),
    })
    .nullable(),
});

const NONE: OfficeWays = { folder: null, call: null };

/** Where a home meets office systems, kept in a small file of the home. */
export interface OfficeWaysFile {
  /** Returns no way at all when nothing usable is kept. */
  read(): OfficeWays;
  /** Fails with OA_WAY_UNUSABLE, OUTPUT_UNWRITABLE, DISK_FULL. */
  change(ways: OfficeWays): Promise<Result<OfficeWays>>;
  /** Opens the doors of the ways that are set, and closes them after the work. */
  withDoors<T>(work: (doors: readonly OfficeDoor[]) => Promise<T>): Promise<T>;
}

/** @param proxy of the system, as platforms are reached by it */
export function officeWaysFile(
  home: string,
  engine: Pick<SmEngine, 'sm3'>,
  proxy: () => SystemProxy,
): OfficeWaysFile {
  const read = (): OfficeWays => {
    try {
      return stored.parse(readJson(readRegularText(join(home, FILE))));
    } catch {
      return NONE;
    }
  };
  return {
    read,
    change: (ways) =>
      resultOf(() => {
        expectUsable(ways);
        writing(() => replaceFile(home, FILE, utf8Bytes(`${JSON.stringify(ways, null, 2)}\n`)));
        return ways;
      }),
    withDoors: async (work) => {
      const { folder, call } = read();
      const ports = { documents: join(home, 'office-documents'), engine, proxy: proxy() };
      const called = call === null ? null : officeCall(call, ports);
      const doors = [folder === null ? null : officeFolder(folder, engine), called];
      try {
        return await work(doors.flatMap((door) => door ?? []));
      } finally {
        await called?.close();
      }
    },
  };
}

/** @throws CodedError OA_WAY_UNUSABLE with what cannot be used */
function expectUsable(ways: OfficeWays): void {
  const parsed = stored.safeParse(ways);
  const field = parsed.success ? null : (parsed.error.issues[0]?.path.join('.') ?? 'ways');
  if (field !== null) throw new CodedError('OA_WAY_UNUSABLE', field, { field });
  const { folder, call } = ways;
  if (folder !== null && !isWritableFolder(folder))
    throw new CodedError('OA_WAY_UNUSABLE', folder, { folder });
  const files = call === null ? [] : [call.tokenFile, ...(call.ca === null ? [] : [call.ca])];
  const missing = files.find((path) => !isAbsolute(path) || !isRegularFile(path));
  if (missing !== undefined) throw new CodedError('OA_WAY_UNUSABLE', missing, { file: missing });
}

function isWritableFolder(folder: string): boolean {
  if (!isAbsolute(folder) || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return false;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
