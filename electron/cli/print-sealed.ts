import type { AppliedSeal, SealedDocument } from '../services/sealing/seal-order.ts';
import type { TrustedTime } from '../shared/model/sealing.ts';
import { printError, printJson, printLine } from './printing.ts';

/** Prints what came out of an act of sealing, as one line of JSON or for a person. */
export function printSealed(
  { path: output, size, sm3After: sm3, seals }: SealedDocument,
  json: boolean,
): void {
  if (json) {
    const last = seals.at(-1);
    printJson({
      ...{ ok: true, output, size, field: last?.field, signedAt: last?.signedAt, sm3 },
      trustedTime: last?.trustedTime,
      seals: seals.map(({ sm3After, ...each }) => ({ ...each, sm3: sm3After })),
    });
    return;
  }
  printLine(`已盖章 sealed: ${output}`);
  if (seals.length > 1) seals.forEach((each) => printLine(`  ${sealLine(each)}`));
  seals.forEach(({ trustedTime }) => printTrustedTime(trustedTime));
}

function sealLine({ name, esId, field }: AppliedSeal): string {
  return `${name} (${esId})  ${field}`;
}

/** Prints what became of the trusted time. A missing time goes to standard error: the document is sealed all the same. */
function printTrustedTime(trustedTime: TrustedTime): void {
  if (trustedTime.state === 'stamped') printLine(`可信时间 trusted time: ${trustedTime.stampedAt}`);
  if (trustedTime.state !== 'missing') return;
  process.stderr.write(
    '没有可信时间，台账中的位置将在下次同步时由平台确认签名 sealed without a trusted time; its place in the register will be countersigned at the next synchronisation:\n',
  );
  printError(trustedTime.error);
}
