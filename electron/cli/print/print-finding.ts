import { colourOf, type PreflightFinding } from '../../shared/model/preflight.ts';
import { preflightTexts } from '../../shared/texts/preflight-texts.ts';
import { printLine, SIGNS } from './printing.ts';

/** The sign of each colour of a finding. */
export const FINDING_SIGNS = { green: SIGNS.good, amber: SIGNS.attention, red: SIGNS.bad } as const;

/**
 * Prints a finding of the examination before sealing, in both languages: where, and what it is.
 * @param isSealed true for a document that is sealed already, with which nothing is to be done
 */
export function printFinding(finding: PreflightFinding, isSealed = false): void {
  const { code, page, name, count } = finding;
  const { what, next } = preflightTexts[code];
  const where = page === null ? '' : `第 ${String(page)} 页 page ${String(page)} `;
  const times = count === 1 ? '' : ` ×${String(count)}`;
  printLine(`    ${FINDING_SIGNS[colourOf(finding)]} ${where}${name ?? ''}${times} [${code}]`);
  printLine(`      ${what['zh-CN']}${isSealed ? '' : ` ${next['zh-CN']}`}`);
  printLine(`      ${what.en}${isSealed ? '' : ` ${next.en}`}`);
}
