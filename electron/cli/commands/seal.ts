import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { HeldPinSession } from '../../home/held-pin-session.ts';
import type { Home } from '../../home/home.ts';
import { expectLockable } from '../../services/documents/file-facts.ts';
import { approvedTarget } from '../../services/approvals/approval-pictures.ts';
import { plannedItem } from '../../services/approvals/find-item.ts';
import type { OpenedDocument } from '../../services/ports/files.ts';
import type { TokenAddress } from '../../services/ports/tokens.ts';
import { lastPlacement, rememberPlacement } from '../../services/presets/last-placement.ts';
import { findPreset } from '../../services/presets/presets.ts';
import { sealDocument } from '../../services/sealing/seal-document.ts';
import type { OrderedSeal, SealOrder } from '../../services/sealing/seal-order.ts';
import { sealFromFile } from '../../services/sealing-gate/create-gate.ts';
import type { ListedTokens } from '../../services/tokens/list-tokens.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { unwrap } from '../../shared/result.ts';
import {
  acceptOption,
  atOption,
  copiesOf,
  fieldOption,
  jsonOption,
  languageOption,
  lastTryOption,
  lockOption,
  outOption,
  pageOption,
  particularsOf,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  sealFileOption,
  tokenOption,
} from '../arguments.ts';
import {
  againOption,
  anewOption,
  batchOption,
  convertOption,
  csvOption,
  patternOption,
  recursiveOption,
  resumeOption,
} from '../seal-options/batch-options.ts';
import {
  dateOption,
  dateStyleOption,
  handwritingOption,
  handwritingWidthOption,
  namesBeside,
  withBeside,
} from '../seal-options/beside-options.ts';
import { printPolicyProblems, type CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import {
  approvalOption,
  optionsBySeal,
  sealOption,
  type SealOptions,
  withOption,
} from '../seal-options/options-by-seal.ts';
import {
  dryRunOption,
  eachOption,
  keywordOption,
  namesPlaces,
  offsetOption,
  pagesOption,
  placeOption,
  placesOf,
  straddleOption,
  whichOption,
} from '../seal-options/place-options.ts';
import { reportPlaces } from '../print/print-places.ts';
import { passwordEnvOption, withSealable } from '../ask/password-input.ts';
import { withProgress } from '../print/show-progress.ts';
import { printSealed } from '../print/print-sealed.ts';
import { isTyped, readPins, type PinSource } from '../ask/pin-input.ts';
import { usage } from '../usage.ts';
import { sealAmong } from './choose-seal.ts';
import { isSaved, seekSaved, withUsualPreset } from './saved-seals.ts';
import { sealBatch } from './seal-batch.ts';

const declare = () =>
  new Command('seal')
    .usage(
      '[options] --seal <esid|name> (--at <x,y> | --place <pages,x,y> | --keyword <text> | --straddle <edge> | --field <name>) <input>',
    )
    .argument('[input]', '待盖章的 PDF 或 OFD the PDF or OFD to seal')
    .addOption(outOption)
    .addOption(sealOption)
    .addOption(atOption)
    .addOption(pageOption)
    .addOption(fieldOption)
    .addOption(placeOption)
    .addOption(pagesOption)
    .addOption(straddleOption)
    .addOption(keywordOption)
    .addOption(whichOption)
    .addOption(eachOption)
    .addOption(offsetOption)
    .addOption(dateOption)
    .addOption(dateStyleOption)
    .addOption(handwritingOption)
    .addOption(handwritingWidthOption)
    .addOption(withOption)
    .option('--preset <name>', '按预设盖章 seal by a preset: seals and places')
    .option(
      '--last-placement',
      '印章与位置同上一份同类文件 seals and places as on the last document like this one',
    )
    .addOption(approvalOption)
    .addOption(sealFileOption)
    .addOption(tokenOption)
    .addOption(acceptOption)
    .option('--reason <text>', '签章原因，写入文件 reason, written into the document')
    .option('--purpose <text>', '用途，记入台账 purpose, for the register')
    .option('--counterpart <text>', '相对方，记入台账 the counterpart, for the register')
    .option('--applicant <name>', '申请人，记入台账 who asked, for the register')
    .option('--approver <name>', '批准人，记入台账 who approved, for the register')
    .option('--keeper <name>', '保管人，记入台账 who keeps the seal, for the register')
    .option('--contract-number <text>', '合同编号，记入台账 number of the contract, for the register')
    .option('--copies <n>', '份数，记入台账 how many copies, for the register', copiesOf)
    .option('--department <text>', '承办部门，记入台账 department in charge, for the register')
    .option('--request-number <text>', 'OA 单号，记入台账 number of the office’s request, for the register')
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(passwordEnvOption)
    .addOption(lastTryOption)
    .addOption(lockOption)
    .option('--no-time-stamp', '不取可信时间 ask for no trusted time')
    .addOption(batchOption)
    .addOption(recursiveOption)
    .addOption(patternOption)
    .addOption(csvOption)
    .addOption(languageOption)
    .addOption(resumeOption)
    .addOption(anewOption)
    .addOption(againOption)
    .addOption(convertOption)
    .addOption(dryRunOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --at 120,200',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --field Buyer --pin-env PIN',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --at 120,200 --straddle right:first=30,group=10',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --place odd,40,250 --place -1,120,200 --dry-run',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --keyword 甲方（盖章） --which last --offset 20,0 --dry-run',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 公章 --keyword 甲方（盖章） --date keyword=日期 --handwriting sign.png@keyword=授权代表（签字）',
        'sealdesk seal contract.pdf -o sealed.pdf --approval 20261201-1',
        'sealdesk seal contract.pdf -o sealed.pdf --preset 合同用印',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 公章 --at 120,200 --with 法定代表人名章 --at 165,205',
        'sealdesk seal --batch 合同 -o 已盖章 --seal 合同专用章 --place -1,120,200 --csv 结果.csv --pin-env PIN',
        'sealdesk seal --batch 合同 -o 已盖章 --preset 合同用印 --pin-env PIN,PIN2',
        'sealdesk seal --resume -o 已盖章 --pin-env PIN',
      ),
    );

type Options = ReturnType<ReturnType<typeof declare>['opts']>;

/**
 * `seal <input> -o <file> --seal … [--with …]`: seals one document with one key or several in one act. An approval names
 * seal and place by itself.
 */
export function seal(context: CommandContext): CommandUnknownOpts {
  const command = declare();
  const bySeal = optionsBySeal(command);
  return command.action((input, options) => {
    const isBatch = options.batch !== undefined || options.resume === true;
    if (isBatch === (input !== undefined)) {
      throw usage('请给出一个文件，或用 --batch 给出多个', 'give one document, or many by --batch');
    }
    return input === undefined
      ? sealBatch(options, bySeal(), context)
      : sealFile(input, options, bySeal(), context);
  });
}

async function sealFile(
  inputPath: string,
  given: Options,
  bySeal: readonly SealOptions[],
  context: CommandContext,
): Promise<void> {
  const options = await withUsualPreset(given, bySeal, context);
  const saved = isSaved(options, bySeal);
  if (!saved) bySeal.forEach((each) => checkSeal(each, options.sealFile));
  if (bySeal.length > 1 && options.sealFile !== undefined) {
    throw usage('--with 不能与 --seal-file 同时使用', '--with does not go with --seal-file');
  }
  // What is wrong with an option is said before anything is opened.
  const wanted = (saved ? [] : bySeal).map((each): WantedSeal => {
    const isPlanned = each.approval !== undefined && !namesPlaces(each);
    if (isPlanned && namesBeside(each)) {
      throw usage(
        '审批已写明随章的日期和签名图片：请去掉 --date、--handwriting，或连同位置一起给出',
        'the approval names date and picture itself: leave --date and --handwriting out, or give the places too',
      );
    }
    return { options: each, given: isPlanned ? null : withBeside(placesOf(each), each) };
  });
  const source = pinSourceOf(options);
  const particulars = particularsOf(options);

  const home = await context.home();
  await withSealable(inputPath, options, home.documents, async (document) => {
    const opened = { home, document, listed: await home.listTokens() };
    const seals = saved ? [...(await savedSeals(options, opened))] : [];
    for (const each of wanted) seals.push(await orderedSeal(each, options, opened));
    const locks = options.lock === true || seals.at(-1)?.isToLock === true;
    if (options.dryRun === true) {
      if (locks) expectLockable(unwrap(await home.documents.summarise(document.file)).format);
      const planned = seals.map(({ target, chosen }) => ({ target, seal: chosen.seal }));
      const places = unwrap(await home.documents.rehearse(document.file, planned, true));
      const names = seals.map(({ chosen }) => chosen.info.name);
      context.endWith(reportPlaces(places, names, locks, options.json === true));
      return;
    }
    printPolicyProblems(home);
    const order = { ...conditionsOf(options), document, seals, particulars, locks };
    await sealWithPins(order, source, home, options);
    await rememberPlacement(document.file, seals, home);
  });
}

function checkSeal({ seal: name, approval }: SealOptions, file: string | undefined): void {
  if (name === '' || (name === undefined && file === undefined && approval === undefined)) {
    throw usage('需要 --seal 印章编号或名称', '--seal ESID or NAME is needed');
  }
}

interface Opened {
  readonly home: Home;
  readonly document: OpenedDocument;
  readonly listed: ListedTokens;
}

/** The options of one seal, and the place that they name; null for that of its approval. */
interface WantedSeal {
  readonly options: SealOptions;
  readonly given: OrderedSeal['target'] | null;
}

/** A seal that was found, and whether its approval, by which it is placed, has it lock the document. */
type FoundSeal = OrderedSeal & { readonly isToLock?: boolean };

/** Finds the seals of a preset, or of the last document like this one. */
async function savedSeals(
  { preset, lastTry }: Options,
  { home, document, listed }: Opened,
): Promise<readonly FoundSeal[]> {
  const saved =
    preset === undefined
      ? (await lastPlacement(document.file, home))?.seals
      : (await findPreset(preset, home.records)).seals;
  if (saved === undefined) {
    throw usage(
      '还没有盖过这一类文件，请给出印章和位置',
      'no document like this one was sealed yet: name seal and places',
    );
  }
  const more = { approvalId: null, lastTryConfirmed: lastTry === true };
  return seekSaved(saved, listed, home).map((each) => ({ ...each, ...more }));
}

/** Finds the seal and the place that the options of one seal name, or that its approval names. */
async function orderedSeal(
  { options, given }: WantedSeal,
  { sealFile: file, lastTry }: Options,
  { home, document, listed }: Opened,
): Promise<FoundSeal> {
  const { seal: name, token, approval: approvalId = null } = options;
  const planned =
    approvalId === null
      ? null
      : unwrap(await plannedItem(approvalId, document.file, name ?? null, home.approvals));
  const wanted = name ?? (file === undefined ? planned?.esId : undefined);
  const chosen = sealAmong(listed, { seal: wanted, token, file }, home);
  const approved = planned === null ? null : () => approvedTarget(planned, home.approvals);
  const target = given ?? (await approved?.()) ?? null;
  if (target === null) {
    throw usage('请给出 --at X,Y 或 --field NAME 之一', 'give either --at X,Y or --field NAME');
  }
  const isToLock = planned?.locks === true && given === null;
  return { chosen, target, approvalId, lastTryConfirmed: lastTry === true, isToLock };
}

/** Returns the output and the conditions of this act. */
function conditionsOf(options: Options): Omit<SealOrder, 'document' | 'seals' | 'particulars' | 'locks'> {
  const { out: outputPath, sealFile, reason, timeStamp, accept = [] } = options;
  return {
    outputPath,
    rules: sealFile === undefined ? [] : [sealFromFile],
    withoutTimeStamp: !timeStamp,
    accepted: accept,
    ...(reason === undefined ? {} : { reason }),
  };
}

/**
 * Reads one PIN a key, which a person types once nothing else is in the way, and seals. Seals that follow each other on one
 * key share its login.
 */
async function sealWithPins(
  order: SealOrder,
  source: PinSource,
  home: Home,
  { json }: Pick<Options, 'json'>,
): Promise<void> {
  const keys = keysOf(order);
  const labels = keys.length === 1 ? [''] : keys.map(({ label, serial }) => `${label} ${serial}`);
  let pins: readonly Uint8Array[] = [];
  const askPins = async (): Promise<void> => void (pins = await readPins(source, labels));
  const isLater = isTyped(source);
  if (!isLater) await askPins();
  const session = new HeldPinSession({ tokens: home.tokens, clock: home.clock, changed: () => undefined });
  const pinOf = (key: TokenAddress) => pins[keys.findIndex((each) => isSameKey(each, key))] ?? null;
  try {
    const tokens = order.seals.length > keys.length ? session.forSealing(true) : home.tokens;
    const sealed = await withProgress({ what: '正在盖章 sealing', json }, (tell) => {
      const onProgress = (done: number, total: number) => tell({ done, total, unit: 'bytes' });
      const asking = isLater ? { askPins } : {};
      return sealDocument(order, pinOf, { ...home.sealing, tokens, onProgress, ...asking });
    });
    printSealed(unwrap(sealed), order.locks === true, json === true);
  } finally {
    await session.drop();
    pins.forEach((pin) => pin.fill(0));
  }
}

/** Returns the keys of an order, each once, in the order of its seals. */
function keysOf({ seals }: SealOrder): readonly TokenInfo[] {
  const tokens = seals.map(({ chosen }) => chosen.token);
  return tokens.filter((each, index) => tokens.findIndex((other) => isSameKey(other, each)) === index);
}

function isSameKey(one: TokenAddress, other: TokenAddress): boolean {
  return one.module === other.module && one.serial === other.serial;
}
