import { basename, resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { standingsOf, withStandings, type SealStandings } from '../../services/sealing-gate/seal-standing.ts';
import type { KnownWorld } from '../../services/platform/known-platforms.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import {
  type KeyDrivers,
  type PinState,
  type TokenInfo,
  OBSTACLE_OF_STATE,
} from '../../shared/model/token.ts';
import { errorTexts } from '../../shared/texts/error-texts.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { checkFewMessages } from '../../wire/few-messages.ts';
import { jsonOption } from '../arguments.ts';
import { EXIT } from '../end/exit-status.ts';
import { usage } from '../usage.ts';
import { printError, printJson, printLine, printModuleFailures, SIGNS } from '../print/printing.ts';
import { printPolicyProblems, type CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { namedToken } from './choose-token.ts';

const BY_RULE = 'auto';

const declare = () =>
  new Command('tokens')
    .option(
      '--driver <file|auto>',
      '今后对此 Key 使用的驱动，auto 为自动 the driver to use for this key from now on; auto leaves it to the rule',
    )
    .option('--token <serial>', 'Key 序列号，与 --driver 同用 serial number of the key, with --driver')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk tokens',
        'sealdesk tokens --json',
        'sealdesk tokens --driver libvendor_skf.so --token SD0123456789ABCD',
      ),
    );

/** `tokens`: every key, its certificates and seals. Logs in to none. With `--driver` it first chooses one for a key. */
export function tokens(context: CommandContext): CommandUnknownOpts {
  return declare().action(async ({ json, token, driver }) => {
    checkFewMessages();
    const home = await context.home();
    if (driver !== undefined) await chooseDriver(home, token, driver);
    // The store answers while the keys are asked.
    const known = resultOf(() => home.bound.known());
    const listing = await home.listTokens();
    const standings = await standingsHere(listing.tokens, home, await known);
    printModuleFailures(listing.failures);
    for (const { info } of listing.tokens) {
      const judged = withStandings(info, standings);
      if (json) printJson(jsonOf(judged));
      else printToken(judged);
    }
    if (listing.tokens.length > 0) return;
    printError({ code: 'TOKEN_NOT_FOUND' });
    context.endWith(EXIT.keyUnavailable);
  });
}

/**
 * Keeps which driver serves a key.
 * @param driver path or file name of a module that shows it, or `auto`
 */
async function chooseDriver(home: Home, serial: string | undefined, driver: string): Promise<void> {
  const { info } = namedToken((await home.listTokens()).tokens, serial);
  const shown = [info, ...(info.drivers?.others ?? [])].map(({ module }) => module);
  home.tokens.useDriver(info, driver === BY_RULE ? null : driverNamed(driver, shown));
}

/**
 * Returns the path of the driver that a person means, by its path or its file name; what they wrote where none is it.
 * @param shown paths of the drivers that show the key
 * @throws CodedError USAGE if the name is that of several drivers
 */
export function driverNamed(driver: string, shown: readonly string[]): string {
  const path = resolve(driver);
  const named = shown.filter((module) => module === path || basename(module) === driver);
  const [first = driver, ...others] = named.includes(path) ? [path] : [...new Set(named)];
  if (others.length === 0) return first;
  const paths = [first, ...others].join(', ');
  throw usage(
    `有几个驱动都叫“${driver}”，请写出路径：${paths}`,
    `several drivers are named ${driver}; give the path of one: ${paths}`,
  );
}

/** How each seal stands. Without a configured platform, nothing is known of seals but what their keys hold. */
function standingsHere(
  listed: readonly ListedToken[],
  home: Home,
  world: Result<KnownWorld>,
): SealStandings | Promise<SealStandings> {
  if (world.ok && world.value.platforms.length === 0) return new Map();
  printPolicyProblems(home);
  return standingsOf(listed, home.situation);
}

/** A token for programs: everything but the pictures. */
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
  if (token.drivers !== undefined) printDrivers(token, token.drivers);
  const obstacle = OBSTACLE_OF_STATE[token.state];
  if (obstacle !== null) printLine(`  ${SIGNS.bad} ${adviceOf(obstacle)}`);
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

function printDrivers({ module }: TokenInfo, { isChosen, others }: KeyDrivers): void {
  printLine(`  驱动 driver ${module}${isChosen ? '' : '  自动 automatic'}`);
  for (const other of others) printLine(`    也可用 or ${other.module}`);
}

function adviceOf(code: ErrorCode): string {
  const { what, next } = errorTexts['zh-CN'][code];
  return `${what} ${next} [${code}]`;
}

function reasonText(reason: TokenInfo['seals'][number]['reason']): string {
  return reason === null ? '' : `  ${SIGNS.bad} ${errorTexts['zh-CN'][reason].what} [${reason}]`;
}

/** The state of the PIN as the token tells it: PKCS#11 has flags, not a number of tries. */
function pinText({ locked, finalTry, countLow }: PinState): string {
  if (locked) return '  PIN 已锁定';
  if (finalTry) return '  PIN 仅剩最后一次';
  return countLow ? '  PIN 曾输错' : '';
}
