import type { ErrorCode } from '../../shared/errors.ts';
import type { PinState, TokenInfo } from '../../shared/model/token-info.ts';
import { OBSTACLE_OF_STATE } from '../../shared/model/token-obstacle.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { parseCommand } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printError, printJson, printLine } from '../printing.ts';
import { unwrap } from '../unwrap.ts';

/** `tokens [--json]`: every key, its certificates and seals. Logs in to none. */
export async function tokens(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values } = parseCommand(args, { json: { type: 'boolean' } });
  const listing = await parts.listTokens(unwrap(await parts.world()));
  for (const { module, error } of listing.failures) {
    printError({ ...error, details: { ...error.details, module } });
  }
  for (const { info } of listing.tokens) {
    if (values.json === true) printJson(jsonOf(info));
    else printToken(info);
  }
  if (listing.tokens.length > 0) return EXIT.done;
  printError({ code: 'TOKEN_NOT_FOUND' });
  return EXIT.keyUnavailable;
}

/** What programs get: everything but the pictures. */
function jsonOf(token: TokenInfo): Readonly<Record<string, unknown>> {
  return {
    ...token,
    seals: token.seals.map(
      ({ picture: _picture, pictureType: _type, tokenSerial: _serial, ...seal }) => seal,
    ),
  };
}

function printToken(token: TokenInfo): void {
  printLine(`${token.label}  [${token.serial}]  ${token.manufacturer}  ${token.state}${pinText(token.pin)}`);
  const obstacle = OBSTACLE_OF_STATE[token.state];
  if (obstacle !== null) printLine(`  ✗ ${adviceOf(obstacle)}`);
  for (const { subject, notAfter, reason } of token.certificates) {
    printLine(`  证书 ${subject}  至 ${notAfter.slice(0, 10)}${reasonText(reason)}`);
  }
  for (const { name, esId, validTo, history, reason } of token.seals) {
    printLine(
      `  ${history ? '历史印章' : '印章'} ${name}  ${esId}  至 ${validTo.slice(0, 10)}${reasonText(reason)}`,
    );
  }
}

function adviceOf(code: ErrorCode): string {
  const { what, next } = errorTexts['zh-CN'][code];
  return `${what} ${next} [${code}]`;
}

function reasonText(reason: TokenInfo['seals'][number]['reason']): string {
  return reason === null ? '' : `  ✗ ${errorTexts['zh-CN'][reason].what} [${reason}]`;
}

/** Only what the token tells: over PKCS#11 that is flags, not a number of tries. */
function pinText({ locked, finalTry, countLow }: PinState): string {
  if (locked) return '  PIN 已锁定';
  if (finalTry) return '  PIN 仅剩最后一次';
  return countLow ? '  PIN 曾输错' : '';
}
