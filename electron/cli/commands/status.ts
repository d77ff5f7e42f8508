import { describePlatforms } from '../../services/platform/describe-platforms.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import type { SealStatus } from '../../shared/model/seal-standing.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import { noPositionals, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { platformLines } from '../platform-lines.ts';
import { printError, printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

/** A seal on a token that is here, and what its platform last said of it. */
interface SealStanding {
  readonly esId: string;
  readonly name: string;
  readonly tokenSerial: string;
  /** Null where no platform has named it. */
  readonly platform: string | null;
  readonly status: SealStatus | null;
}

/** `status [--json]`: the age of every list, and the state of every seal on the tokens that are here. Offline. */
export async function status(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, { json: { type: 'boolean' } });
  noPositionals(positionals, 'status');
  const home = await context.home();
  const settings = unwrap(home.settings);
  const store = home.platformStore;
  const platforms = await describePlatforms(settings, store);
  const { tokens, failures } = await home.listTokens();
  for (const { module, error } of failures) printError({ ...error, details: { ...error.details, module } });
  const present = tokens.flatMap(({ info }) => info.seals);
  const ids = settings.map(({ id }) => id);
  const seals = await Promise.all(present.map((seal) => standingOf(seal, ids, store)));
  if (values.json === true) printJson({ platforms, seals });
  else [...platforms.flatMap(platformLines), ...seals.map(sealLine)].forEach(printLine);
  return EXIT.done;
}

/** Of several platforms that name a seal the first counts, so that no other can bar it. */
async function standingOf(
  { esId, name, tokenSerial }: SealInfo,
  platforms: readonly string[],
  store: PlatformStore,
): Promise<SealStanding> {
  const events = await store.sealEvents(esId);
  const platform = platforms.find((id) => events.some((event) => event.platform === id)) ?? null;
  const last = events.filter((event) => event.platform === platform).at(-1);
  if (last === undefined) return { esId, name, tokenSerial, platform: null, status: null };
  const { state, since, reason, replacedBy, number } = last;
  return { esId, name, tokenSerial, platform, status: { esId, state, since, reason, replacedBy, number } };
}

const STATES: Readonly<Record<SealStatus['state'], string>> = {
  active: '可用 active',
  suspended: '停用 suspended',
  cancelled: '注销 cancelled',
  replaced: '已换领 replaced',
  void: '失效 void',
};

function sealLine({ esId, name, tokenSerial, status: last }: SealStanding): string {
  const state =
    last === null ? '平台没有记录 not named by a platform' : `${STATES[last.state]}  自 ${last.since}`;
  const reason = last?.reason ?? '';
  return `${name}  ${esId}  [${tokenSerial}]  ${state}${reason === '' ? '' : `  ${reason}`}`;
}
