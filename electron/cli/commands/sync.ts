import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import { describePlatforms } from '../../services/platform/describe-platforms.ts';
import { statusBy } from '../../services/platform/platform-knowledge.ts';
import type { PlatformStore } from '../../services/platform/platform-store.ts';
import { lossReportRecords, withoutSecret } from '../../services/seal-life/loss-reports.ts';
import { CodedError, type AppError } from '../../shared/errors.ts';
import type { DoubleUse } from '../../shared/model/approval.ts';
import type {
  OfferedInterface,
  PlatformSettings,
  PlatformListKind,
  PlatformListView,
  PlatformView,
  SyncProgress,
} from '../../shared/model/platform.ts';
import { standingLoss } from '../../core/seal-life/seal-standing.ts';
import { openClaim } from '../../core/seal-life/status-events.ts';
import type { LossReport } from '../../shared/model/loss-report.ts';
import type { LossClaim, SealStatus } from '../../shared/model/seal-standing.ts';
import type { SealInfo } from '../../shared/model/token.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { printError, printJson, printLine, printModuleFailures } from '../print/printing.ts';
import { type TellAmount, withProgress } from '../print/show-progress.ts';
import { maskEnded } from '../../services/personal-data/mask-ended.ts';
import { followSealLife, lossText } from './loss.ts';

/** `sync`: brings every platform's lists up to date, all at once, and sends the register. */
export function sync(context: CommandContext): CommandUnknownOpts {
  return new Command('sync')
    .option('--platform <id>', '只同步这一平台 this platform alone')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk sync', 'sealdesk sync --platform demo'))
    .action(async ({ platform, json }) => {
      const home = await context.home();
      const all = unwrap(home.settings);
      const chosen = all.filter(({ id }) => platform === undefined || id === platform);
      if (chosen.length === 0) throw new CodedError('PLATFORM_NOT_CONFIGURED');
      const errors = await withProgress({ what: '正在同步 synchronising', json }, (tell) =>
        Promise.all(chosen.map((each) => synchronise(each, home, tell))),
      );
      const views = await describePlatforms(chosen, home);
      for (const view of views) printPlatform(view, json);
      const reached = views
        .filter(({ problem }, index) => problem === null && errors[index] === null)
        .map(({ id }) => id);
      const unsent = await uploadRegister(reached, home);
      const unsettled = await followClaims(reached, home);
      await followSealLife(await home.sealLife());
      await maskEnded(home.records, home.clock);
      const failed = errors.find((error) => error !== null) ?? views.find((view) => view.problem)?.problem;
      const problem = failed ?? unsent ?? unsettled;
      if (problem !== null) context.endWith(statusOfError(problem.code));
    });
}

/** @returns why nothing could be tried; other errors are in the view */
async function synchronise(
  platform: PlatformSettings,
  home: Home,
  tell: TellAmount,
): Promise<AppError | null> {
  const told = ({ done, total, unit }: SyncProgress): void =>
    tell({ done, total, unit: unit === 'octets' ? 'bytes' : unit });
  const ended = await home.synchronise(platform, told).outcome;
  if (ended.ok) return null;
  printError({ ...ended.error, details: { ...ended.error.details, platform: platform.id } });
  return ended.error;
}

/**
 * Sends the register to platforms that were just reached, and prints errors to standard error.
 * @returns the first error; null when everything was sent and countersigned
 */
async function uploadRegister(platforms: readonly string[], home: Home): Promise<AppError | null> {
  const errors: AppError[] = [];
  for (const platform of platforms) {
    const sent = await home.uploadRegister(platform);
    if (!sent.ok && sent.error.code === 'PLATFORM_NOT_OFFERED') continue;
    if (!sent.ok) errors.push({ ...sent.error, details: { ...sent.error.details, platform } });
    // Nothing is wrong before the first sealing: the person is told, and the command succeeds.
    else if (!sent.value.opened && sent.value.size > 0) {
      printError({ code: 'REGISTER_NOT_OPEN', details: { platform } });
    }
  }
  errors.forEach(printError);
  return errors[0] ?? null;
}

/**
 * Tells the platforms of the approvals that were used, and prints the double uses that they found.
 * @returns the first error; a double use is one; null when there is none
 */
async function followClaims(platforms: readonly string[], home: Home): Promise<AppError | null> {
  const errors: AppError[] = [];
  for (const platform of platforms) {
    const followed = await home.followClaims(platform);
    if (!followed.ok && followed.error.code === 'PLATFORM_NOT_OFFERED') continue;
    if (!followed.ok) errors.push({ ...followed.error, details: { ...followed.error.details, platform } });
    else errors.push(...followed.value.map((doubleUse) => doubleUseError(doubleUse, platform)));
  }
  errors.forEach(printError);
  return errors[0] ?? null;
}

function doubleUseError({ claims, approvalSm3, use }: DoubleUse, platform: string): AppError {
  const files = claims.map(({ used }) => used?.sm3After ?? '?').join(' ');
  return { code: 'APPROVAL_USED_TWICE', details: { platform, approvalSm3, use, files } };
}

/** `status`: the age of every list, and the state of every seal on the tokens that are here. Offline. */
export function status(context: CommandContext): CommandUnknownOpts {
  return new Command('status')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk status'))
    .action(async ({ json }) => {
      const home = await context.home();
      const settings = unwrap(home.settings);
      const store = home.platformStore;
      const platforms = await describePlatforms(settings, home);
      const { tokens, failures } = await home.listTokens();
      printModuleFailures(failures);
      const present = tokens.flatMap(({ info }) => info.seals);
      const ids = settings.map(({ id }) => id);
      const reports = (await lossReportRecords(home.records).all()).map(withoutSecret);
      const seals = await Promise.all(present.map((seal) => standingOf(seal, ids, store, reports)));
      if (json) printJson({ platforms, seals });
      else [...platforms.flatMap(platformLines), ...seals.map(sealLine)].forEach(printLine);
    });
}

/** A seal on a token that is here, and what its platform last said of it. */
interface SealStanding {
  readonly esId: string;
  readonly name: string;
  readonly tokenSerial: string;
  /** Null when no platform has named it. */
  readonly platform: string | null;
  readonly status: SealStatus | null;
  /** A report of its loss that the platform has not decided on. */
  readonly claim: LossClaim | null;
  /** The report made here that bars the seal on this computer. */
  readonly loss: LossReport | null;
}

/** How a seal stands. Of several platforms that name it the first counts, so that no other can bar it. */
async function standingOf(
  { esId, name, tokenSerial }: SealInfo,
  platforms: readonly string[],
  store: PlatformStore,
  reports: readonly LossReport[],
): Promise<SealStanding> {
  const loss = standingLoss(reports, { esId, name, holderName: null });
  const events = await store.sealEvents(esId);
  const platform = platforms.find((id) => events.some((event) => event.platform === id)) ?? null;
  const own = events.filter((event) => event.platform === platform);
  return { esId, name, tokenSerial, platform, status: statusBy(own), claim: openClaim(own), loss };
}

const STATES: Readonly<Record<SealStatus['state'], string>> = {
  active: '可用 active',
  suspended: '停用 suspended',
  cancelled: '注销 cancelled',
  replaced: '已换领 replaced',
  void: '失效 void',
};

function sealLine({ esId, name, tokenSerial, status: last, claim, loss }: SealStanding): string {
  const state =
    last === null ? '平台没有记录 not named by a platform' : `${STATES[last.state]}  自 ${last.since}`;
  const reason = last?.reason ?? '';
  const claimed = claim === null ? '' : `  挂失申报中 reported lost, not decided  自 ${claim.receivedAt}`;
  const here = loss === null ? '' : `  ${lossText(loss)}`;
  return `${name}  ${esId}  [${tokenSerial}]  ${state}${reason === '' ? '' : `  ${reason}`}${claimed}${here}`;
}

function printPlatform(view: PlatformView, json: true | undefined): void {
  if (json) printJson(view);
  else platformLines(view).forEach(printLine);
  if (view.problem !== null) {
    printError({ ...view.problem, details: { ...view.problem.details, platform: view.id } });
  }
}

const KINDS: Readonly<Record<PlatformListKind, string>> = {
  trustList: '信任列表 trust list',
  revocationList: '撤销列表 revocation list',
  sealStatus: '印章状态 seal states',
  policy: '施行的规定 rules in force',
  signers: '平台签名者 signers of the platform',
};

/** A platform for people: how it stands, with number and age of each list. */
function platformLines(view: PlatformView): string[] {
  const { id, name, profile, url, lastSyncAt, lists, offers } = view;
  const synced = lastSyncAt === null ? '从未同步 never synchronised' : `已同步 ${lastSyncAt}`;
  return [
    `${name}  [${id}]  ${profile}  ${url}`,
    `  ${reach(view)}${synced}`,
    ...bundleLine(view),
    ...lists.map(lineOf),
    ...interfaceLines(offers),
  ];
}

function bundleLine({ bundle }: PlatformView): string[] {
  if (bundle === null) return [];
  const { issuedAt, nextUpdate } = bundle;
  return [`  离线更新包，签发于 offline bundle, issued ${issuedAt}  下一更新包 next by ${nextUpdate}`];
}

function interfaceLines(offers: OfferedInterface | null): string[] {
  if (offers === null) return [];
  const { contract, capabilities, endings } = offers;
  const version = contract === null ? [] : [`  接口 interface ${contract}`];
  const parts = capabilities === null ? [] : [`  提供 offers ${capabilities.join(' ')}`];
  const ends = endings.map(
    ({ operation, sunset }) =>
      `  ! 将停用 will end: ${operation}${sunset === null ? '' : `  ${sunset.slice(0, 10)}`}`,
  );
  return [...version, ...parts, ...ends];
}

const reach = ({ online }: PlatformView): string => (online === false ? '离线 offline  ' : '');

function lineOf({ kind, id, number, issuedAt, nextUpdate }: PlatformListView): string {
  return `  ${KINDS[kind]}${id === '' ? '' : ` ${id}`}  截至 ${issuedAt}  编号 ${number}  下次更新 ${nextUpdate}`;
}
