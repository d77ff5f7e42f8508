import { CodedError } from '../../shared/errors.ts';
import type { RegisteredEntry, RegisterEntry } from '../../shared/model/register.ts';
import { resultOf, success, unwrap, type Result } from '../../shared/result.ts';
import { NOBODY, newEntry, type ActFacts, recordEntry, type RecordingPorts } from './record-entry.ts';
import { findSealedFile, holderOf } from './find-entries.ts';

/** A sealed file that is declared void, with the reason. */
export interface VoidedFile {
  /** Of the sealed file, hexadecimal. */
  readonly sm3: string;
  readonly reason: string;
  /** Who has received the file; '' if nobody is named. */
  readonly received: string;
}

/**
 * Records that a sealed file is void (作废). The file is not touched. Fails with REGISTER_ENTRY_NOT_FOUND when it was not
 * sealed here, REGISTER_VOID_ALREADY, and the codes of the store.
 */
export function recordVoid(
  { sm3, reason, received }: VoidedFile,
  ports: RecordingPorts,
): Promise<Result<RegisteredEntry>> {
  return resultOf(async () => {
    const file = await findSealedFile(sm3, ports.store);
    if (file === null) throw new CodedError('REGISTER_ENTRY_NOT_FOUND', sm3);
    if (file.voided) throw new CodedError('REGISTER_VOID_ALREADY', sm3);
    const { name, seal, page, pages } = file;
    const document = { name, sm3Before: null, sm3After: sm3, page, pages };
    return record(
      'voided',
      { document, seal, purpose: reason, counterpart: received.trim() === '' ? null : received, voids: sm3 },
      ports,
    );
  });
}

/** The change of a shared token's user. */
export interface TokenHandover {
  readonly tokenSerial: string;
  /** The person who takes the token or brings it back. */
  readonly user: string;
  /** The purpose for which the token is taken; '' when none is given. */
  readonly purpose: string;
}

/** Records that somebody takes a shared token (领用). Fails with REGISTER_TOKEN_TAKEN and the codes of the store. */
export function recordTaking(
  handover: TokenHandover,
  ports: RecordingPorts,
): Promise<Result<RegisteredEntry>> {
  return resultOf(async () => {
    const holder = await holderOf(handover.tokenSerial, ports.store);
    if (holder !== null) throw new CodedError('REGISTER_TOKEN_TAKEN', holder.user, { user: holder.user });
    return record('tokenTaken', factsOf(handover), ports);
  });
}

/**
 * Records that a shared token was brought back (归还). Fails with REGISTER_TOKEN_NOT_TAKEN and the codes of the store.
 */
export function recordReturn(
  handover: TokenHandover,
  ports: RecordingPorts,
): Promise<Result<RegisteredEntry>> {
  return resultOf(async () => {
    if ((await holderOf(handover.tokenSerial, ports.store)) === null) {
      throw new CodedError('REGISTER_TOKEN_NOT_TAKEN', handover.tokenSerial);
    }
    return record('tokenReturned', factsOf(handover), ports);
  });
}

function factsOf({ tokenSerial, user, purpose }: TokenHandover): ActFacts {
  const said = purpose.trim();
  return { tokenSerial, purpose: said === '' ? null : said, people: { ...NOBODY, user: user.trim() } };
}

async function record(
  act: RegisterEntry['act'],
  facts: ActFacts,
  ports: RecordingPorts,
): Promise<RegisteredEntry> {
  return unwrap(await recordEntry({ ...newEntry(act, success(null), ports.clock), ...facts }, ports));
}
