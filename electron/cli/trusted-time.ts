import type { TrustedTime } from '../shared/model/sealing.ts';
import { printError, printLine } from './printing.ts';

/** Says what became of it; a missing time goes to standard error, since the document is sealed all the same. */
export function printTrustedTime(trustedTime: TrustedTime): void {
  if (trustedTime.state === 'stamped') printLine(`可信时间 trusted time: ${trustedTime.stampedAt}`);
  if (trustedTime.state !== 'missing') return;
  process.stderr.write(
    '没有可信时间，台账中的位置将在下次同步时由平台副署 sealed without a trusted time; its place in the register will be countersigned at the next synchronisation:\n',
  );
  printError(trustedTime.error);
}
