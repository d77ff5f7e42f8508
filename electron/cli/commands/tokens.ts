import type { Home } from '../../home/home.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { standingsOf, withStandings, type SealStandings } from '../../services/sealing-gate/seal-standing.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { type PinState, type TokenInfo, OBSTACLE_OF_STATE } from '../../shared/model/token.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { parseCommand } from '../arguments.ts';
import { type CommandContext, printPolicyProblems } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printError, printJson, printLine } from '../printing.ts';

/** `tokens [--json]`: every key, its certificates and seals. Logs in to none. */
export async function tokens(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values } = parseCommand(args, { json: { type: 'boolean' } });
  const home = await context.home();
  const listing = await home.listTokens();
  const standings = await standingsHere(listing.tokens, home);
  for (const { module, error } of listing.failures) {
    printError({ ...error, details: { ...error.details, module } });
  }
  for (const { info } of listing.tokens) {
    const judged = withStandings(info, standings);
    if (values.json === true) printJson(jsonOf(judged));
    else printToken(judged);
  }
  if (listing.tokens.length > 0) return EXIT.done;
  printError({ code: 'TOKEN_NOT_FOUND' });
  return EXIT.keyUnavailable;
}

/** Only where platforms are configured: without one nothing is known of seals but what their keys hold. */
async function standingsHere(listed: readonly ListedToken[], home: Home): Promise<SealStandings> {
  if (home.settings.ok && home.configured.length === 0) return new Map();
  printPolicyProblems(home);
  return standingsOf(listed, home.situation);
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
  for (const { name, esId, validTo, history, reason, standing } of token.seals) {
    printLine(
      `  ${history ? '历史印章' : '印章'} ${name}  ${esId}  至 ${validTo.slice(0, 10)}${reasonText(reason)}`,
    );
    const clause = standing?.refusal?.details?.['clause'];
    if (typeof clause === 'string') printLine(`    依据 ${clause}`);
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
