import type { AppliedSeal, ArchivableDocument } from '../../services/sealing/seal-order.ts';
import type { ArchiveFollowing, TrustedTime } from '../../shared/model/sealing.ts';
import { printAside, printError, printJson, printLine } from './printing.ts';

/**
 * Prints what came out of an act of sealing, as one line of JSON or for a person.
 * @param locks whether the last seal has locked the document
 */
export function printSealed(
  { path: output, size, sm3After: sm3, seals, archive }: ArchivableDocument,
  locks: boolean,
  json: boolean,
): void {
  if (json) {
    const last = seals.at(-1);
    printJson({
      ...{ ok: true, output, size, field: last?.field, signedAt: last?.signedAt, sm3 },
      ...{ trustedTime: last?.trustedTime, archive, locks },
      seals: seals.map(({ sm3After, ...each }) => ({ ...each, sm3: sm3After })),
    });
    return;
  }
  printLine(locks ? `已盖章并锁定 sealed and locked: ${output}` : `已盖章 sealed: ${output}`);
  if (seals.length > 1) seals.forEach((each) => printLine(`  ${sealLine(each)}`));
  seals.forEach(({ trustedTime }) => printTrustedTime(trustedTime));
  printArchive(archive);
}

/** Prints what became of the archive time stamp that the rules want. One that is missing goes to standard error. */
function printArchive(archive: ArchiveFollowing): void {
  if (archive.state === 'stamped') {
    printLine(`按规定加归档时间戳 archive time stamp, as the rules want: ${archive.path}`);
  }
  if (archive.state !== 'missing') return;
  printAside(
    '没有加上规定的归档时间戳，可以稍后用 archive-stamp 补加 sealed without the archive time stamp that the rules want; archive-stamp adds it later:',
  );
  printError(archive.error);
}

function sealLine({ name, esId, field }: AppliedSeal): string {
  return `${name} (${esId})  ${field}`;
}

/** Prints what became of the trusted time. A missing time goes to standard error: the document is sealed all the same. */
function printTrustedTime(trustedTime: TrustedTime): void {
  if (trustedTime.state === 'stamped') printLine(`可信时间 trusted time: ${trustedTime.stampedAt}`);
  if (trustedTime.state !== 'missing') return;
  printAside(
    '没有可信时间，台账中的位置将在下次同步时由平台确认签名 sealed without a trusted time; its place in the register will be countersigned at the next synchronisation:',
  );
  printError(trustedTime.error);
}
