import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { holdDocument } from '../../adapters/files/opened-document.ts';
import type { SealTarget } from '../../core/signing/seal-request.ts';
import type { Home } from '../../home/home.ts';
import { plannedItem } from '../../services/approvals/find-item.ts';
import { sealDocument, type SealOrder, type ArchivableFile } from '../../services/sealing/seal-document.ts';
import { sealFromFile } from '../../services/sealing-gate/create-gate.ts';
import type { ApprovalItem } from '../../shared/model/approval.ts';
import type { ArchiveFollowing, TrustedTime } from '../../shared/model/sealing.ts';
import { unwrap } from '../../shared/result.ts';
import {
  acceptOption,
  atOption,
  fieldOption,
  jsonOption,
  lastTryOption,
  outOption,
  pageOption,
  particularsOf,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  sealFileOption,
  tokenOption,
} from '../arguments.ts';
import { printPolicyProblems, type CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import {
  dryRunOption,
  namesPlaces,
  pagesOption,
  placeOption,
  placesOf,
  straddleOption,
} from '../place-options.ts';
import { reportPlaces } from '../print-places.ts';
import { readPin } from '../pin-input.ts';
import { printError, printJson, printLine } from '../printing.ts';
import { usage } from '../usage.ts';
import { chooseSeal } from './choose-seal.ts';

const declare = () =>
  new Command('seal')
    .usage(
      '[options] --seal <esid|name> (--at <x,y> | --place <pages,x,y> | --straddle <edge> | --field <name>) <input>',
    )
    .argument('<input>', '待盖章的 PDF the PDF to seal')
    .addOption(outOption)
    .option('--seal <esid|name>', '印章编号或名称 number or name of the seal')
    .addOption(atOption)
    .addOption(pageOption)
    .addOption(fieldOption)
    .addOption(placeOption)
    .addOption(pagesOption)
    .addOption(straddleOption)
    .option(
      '--approval <id>',
      '按用印审批盖章，印章与位置取自审批 seal what was approved, where it was approved',
    )
    .addOption(sealFileOption)
    .addOption(tokenOption)
    .addOption(acceptOption)
    .option('--reason <text>', '签章原因，写入文件 reason, written into the document')
    .option('--purpose <text>', '用途，记入台账 purpose, for the register')
    .option('--counterpart <text>', '相对方，记入台账 the counterpart, for the register')
    .option('--applicant <name>', '申请人，记入台账 who asked, for the register')
    .option('--approver <name>', '批准人，记入台账 who approved, for the register')
    .option('--keeper <name>', '保管人，记入台账 who keeps the seal, for the register')
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .option('--no-time-stamp', '不取可信时间 ask for no trusted time')
    .addOption(dryRunOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --at 120,200',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --field Buyer --pin-env PIN',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --at 120,200 --straddle right:first=30,group=10',
        'sealdesk seal contract.pdf -o sealed.pdf --seal 合同专用章 --place odd,40,250 --place -1,120,200 --dry-run',
        'sealdesk seal contract.pdf -o sealed.pdf --approval 20261201-1',
      ),
    );

type Options = ReturnType<ReturnType<typeof declare>['opts']>;

/** `seal <input> -o <file> --seal …`: seals one document with a key. An approval names seal and place by itself. */
export function seal(context: CommandContext): CommandUnknownOpts {
  return declare().action((input, options) => sealFile(input, options, context));
}

async function sealFile(inputPath: string, options: Options, context: CommandContext): Promise<void> {
  checkSeal(options);
  const { approval: approvalId = null } = options;
  const given = approvalId !== null && !namesPlaces(options) ? null : placesOf(options);
  const source = pinSourceOf(options);
  const particulars = particularsOf(options);

  const home = await context.home();
  const document = holdDocument(inputPath);
  try {
    const planned =
      approvalId === null ? null : unwrap(await plannedItem(approvalId, document.file, home.approvals));
    const wish = await wishOf(options, { given, planned }, home);
    if (options.dryRun === true) {
      const { target, chosen } = wish;
      const places = unwrap(await home.documents.plan(document.file, target, chosen.seal));
      context.endWith(reportPlaces(places, options.json === true));
      return;
    }
    printPolicyProblems(home);
    const order = { ...wish, document, approvalId, particulars };
    const pin = await readPin(source);
    try {
      report(unwrap(await sealDocument(order, pin, home.sealing)), options.json === true);
    } finally {
      pin.fill(0);
    }
  } finally {
    document.close();
  }
}

function checkSeal({ seal: name, sealFile: file, approval }: Options): void {
  if (name === '' || (name === undefined && file === undefined && approval === undefined)) {
    throw usage('需要 --seal 印章编号或名称', '--seal ESID or NAME is needed');
  }
}

interface Wanted {
  /** The place that the person names; null when the approval is to name it. */
  readonly given: SealTarget | null;
  readonly planned: ApprovalItem | null;
}

/** Returns the seal, the place and the output that the options name, and the conditions of this use. */
async function wishOf(
  options: Options,
  { given, planned }: Wanted,
  home: Home,
): Promise<Omit<SealOrder, 'document' | 'approvalId' | 'particulars'>> {
  const { out: outputPath, seal: name, token, sealFile: file, reason } = options;
  const wanted = name ?? (file === undefined ? planned?.esId : undefined);
  const chosen = await chooseSeal(home, { seal: wanted, token, file });
  return {
    ...{ outputPath, chosen, target: given ?? placeOf(planned) },
    lastTryConfirmed: options.lastTry === true,
    rules: file === undefined ? [] : [sealFromFile],
    withoutTimeStamp: !options.timeStamp,
    accepted: options.accept ?? [],
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The place that the approval names. */
function placeOf(planned: ApprovalItem | null): SealTarget {
  if (planned === null)
    throw usage('请给出 --at X,Y 或 --field NAME 之一', 'give either --at X,Y or --field NAME');
  return planned.target;
}

function report(sealed: ArchivableFile, json: boolean): void {
  const { trustedTime, archive } = sealed;
  if (json) {
    printJson({
      ok: true,
      output: sealed.path,
      size: sealed.size,
      field: sealed.field,
      signedAt: sealed.signedAt,
      sm3: sealed.sm3After,
      trustedTime,
      archive,
    });
    return;
  }
  printLine(`已盖章 sealed: ${sealed.path}`);
  printTrustedTime(trustedTime);
  printArchive(archive);
}

/** Prints what became of the archive time stamp that the rules want. One that is missing goes to standard error. */
function printArchive(archive: ArchiveFollowing): void {
  if (archive.state === 'stamped') {
    printLine(`按规定加归档时间戳 archive time stamp, as the rules want: ${archive.path}`);
  }
  if (archive.state !== 'missing') return;
  process.stderr.write(
    '没有加上规定的归档时间戳，可以稍后用 archive-stamp 补加 sealed without the archive time stamp that the rules want; archive-stamp adds it later:\n',
  );
  printError(archive.error);
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
