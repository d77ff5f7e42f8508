import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import {
  documentsBeside,
  readRequestFile,
  readSignaturePicture,
  writeRequestFile,
} from '../../adapters/home-files/approval-files.ts';
import { picturesOf } from '../../core/approval/approved-beside.ts';
import { enterpriseServed } from '../../core/approval/decision.ts';
import { holdDocument } from '../../adapters/document-files/opened-document.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { decideRequest, recordPaper } from '../../services/approvals/decide-request.ts';
import { exchangeApprovals } from '../../services/approvals/exchange-approvals.ts';
import { exportRequest } from '../../services/approvals/exchange-file.ts';
import { givePicture } from '../../services/approvals/find-item.ts';
import { importApprovalFile } from '../../services/approvals/import-file.ts';
import { describeItem, makeRequest } from '../../services/approvals/make-request.ts';
import { listApprovals } from '../../services/approvals/view-approval.ts';
import { releaseItem } from '../../services/approvals/release-item.ts';
import type { ApprovalItem, ApprovalRequest } from '../../shared/model/approval.ts';
import { unwrap } from '../../shared/result.ts';
import {
  atOption,
  dayOf,
  fieldOption,
  filled,
  jsonOption,
  lastTryOption,
  lockOption,
  notEmpty,
  outOption,
  pageOption,
  pinEnvOption,
  pinStdinOption,
  tokenOption,
} from '../arguments.ts';
import {
  dateOption,
  dateStyleOption,
  handwritingOption,
  handwritingWidthOption,
  withBeside,
} from '../seal-options/beside-options.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { statusOfError } from '../end/outcome-status.ts';
import {
  eachOption,
  keywordOption,
  offsetOption,
  pagesOption,
  placeOption,
  placesOf,
  straddleOption,
  whichOption,
} from '../seal-options/place-options.ts';
import { printEach, printError, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { printApproval } from '../print/print-approval.ts';
import { approvalResults, approvalWatch } from './approval-office.ts';
import { withApproverKey, type KeyOptions } from './approver-key.ts';
import { chooseSeal } from './choose-seal.ts';

/** `approval request|list|decide|paper|send|fetch|export|import|picture|release|watch|results`: approvals of a seal's use (用印审批). */
export function approval(context: CommandContext): CommandUnknownOpts {
  return new Command('approval')
    .addCommand(approvalRequest(context))
    .addCommand(approvalList(context))
    .addCommand(approvalDecide(context))
    .addCommand(approvalPaper(context))
    .addCommand(approvalSend(context))
    .addCommand(approvalFetch(context))
    .addCommand(approvalExport(context))
    .addCommand(approvalImport(context))
    .addCommand(approvalPicture(context))
    .addCommand(approvalRelease(context))
    .addCommand(approvalWatch(context))
    .addCommand(approvalResults(context));
}

const REQUEST_NUMBER = '申请编号 number of the request';
const DEFAULT_DAYS = 7;
const DAY_MS = 86_400_000;

function approvalRequest(context: CommandContext): CommandUnknownOpts {
  return new Command('request')
    .description('申请用印 ask for approval of these files, all in one request')
    .usage(
      '[options] (--at <x,y> | --place <pages,x,y> | --keyword <text> | --straddle <edge> | --field <name>) <files...>',
    )
    .argument('<files...>', '待盖章的 PDF 或 OFD the PDFs or OFDs to be sealed')
    .requiredOption('--seal <esid|name>', '印章编号或名称 number or name of the seal', filled)
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
    .addOption(lockOption)
    .requiredOption('--applicant <name>', '申请人 who asks', filled)
    .option('--purpose <text>', '用途 what for', '')
    .option('--counterpart <text>', '相对方 the counterpart', '')
    .option('--valid-until <day>', '有效期至，默认 7 天 last day; 7 days by default', (text) =>
      dayOf('--valid-until', text, 'end'),
    )
    .addOption(tokenOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk approval request contract.pdf --seal 合同专用章 --at 120,200 --applicant 张三',
        'sealdesk approval request contract.pdf --seal 合同专用章 --place -1,120,200 --straddle right --applicant 张三',
        'sealdesk approval request contract.pdf --seal 公章 --keyword 甲方（盖章） --date keyword=日期 --handwriting sign.png@keyword=授权代表 --applicant 张三',
      ),
    )
    .action(async (files, { seal, token, json, validUntil, ...options }) => {
      const { applicant, purpose, counterpart } = options;
      const target = withBeside(placesOf(options), options);
      const home = await context.home();
      const { approvals } = home;
      const { info, certificate } = await chooseSeal(home, { seal, token, file: undefined });
      const paths = files.map((path) => resolve(path));
      const items: ApprovalItem[] = [];
      for (const path of paths) {
        const document = holdDocument(path);
        try {
          const wanted = { file: document.file, seal: info, target, locks: options.lock === true };
          items.push(unwrap(await describeItem(wanted, approvals)));
        } finally {
          document.close();
        }
      }
      const holder = certificateOrNull(certificate);
      const inAWeek = new Date(home.clock.now().getTime() + DEFAULT_DAYS * DAY_MS).toISOString();
      const request = {
        enterprise: holder === null ? '' : enterpriseServed(holder),
        ...{ applicant, purpose, counterpart, items, paths },
        validUntil: validUntil ?? inAWeek,
        pictures: picturesOf(target),
        sealCertificates: [certificate],
      };
      printApproval(unwrap(await makeRequest(request, approvals)), json);
    });
}

function approvalList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('用印申请列表 requests on this computer, the latest first')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const { approvals } = await context.home();
      const none = '没有用印申请 no requests: sealdesk approval request';
      printEach(await listApprovals(approvals), { json, print: printApproval, none });
    });
}

function approvalDecide(context: CommandContext): CommandUnknownOpts {
  return new Command('decide')
    .description('审批并签名 decide, signed with the approver’s key')
    .usage('(--approve | --reject) [options] <id>')
    .argument('<id>', REQUEST_NUMBER)
    .option('--approve', '同意 approve')
    .option('--reject', '驳回 reject')
    .requiredOption('--approver <name>', '审批人 who decides', filled)
    .option('--comment <text>', '意见 comment', '')
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk approval decide 20261201-1 --approve --approver 王五'))
    .action(async (id, { approve, reject, approver, comment, json, ...key }) => {
      if (approve === reject) {
        throw usage('请给出 --approve 或 --reject 之一', 'give either --approve or --reject');
      }
      const home = await context.home();
      const decision = {
        outcome: approve ? ('approved' as const) : ('rejected' as const),
        approver,
        comment,
      };
      const decided = await withApproverKey(key, home, (signer) =>
        decideRequest(id, decision, signer, home.approvals),
      );
      printApproval(unwrap(decided), json);
    });
}

function approvalPaper(context: CommandContext): CommandUnknownOpts {
  return new Command('paper')
    .description('登记纸质审批 record an approval that exists on paper')
    .argument('<id>', REQUEST_NUMBER)
    .requiredOption('--number <number>', '审批单编号 number of the paper', filled)
    .requiredOption('--date <day>', '审批日期 its day, such as 2026-12-01')
    .requiredOption('--approver <name>', '审批人 who approved', filled)
    .requiredOption('--scan <file>', '扫描件 scan of the paper', notEmpty)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk approval paper 20261201-1 --number A-17 --date 2026-12-01 --approver 王五 --scan a17.jpg',
      ),
    )
    .action(async (id, { number, date, approver, scan, json }) => {
      if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) {
        throw usage(
          `--date 应为日期（如 2026-12-01），而不是“${date}”`,
          `--date takes a day such as 2026-12-01, not "${date}"`,
        );
      }
      const { approvals, scans } = await context.home();
      const recorded = await recordPaper(id, { number, date, approver }, scan, scans, approvals);
      printApproval(unwrap(recorded), json);
    });
}

function approvalSend(context: CommandContext): CommandUnknownOpts {
  return new Command('send')
    .description('经平台送审 put a request before the approver by way of the platform')
    .argument('<id>', REQUEST_NUMBER)
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .action((id, { json, ...key }) => exchange(id, key, json, context));
}

function approvalFetch(context: CommandContext): CommandUnknownOpts {
  return new Command('fetch')
    .description(
      '从平台取回申请与审批意见 take in what the platform has, and bring it the decisions made here',
    )
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .action(({ json, ...key }) => exchange(null, key, json, context));
}

/** @param id the one request that is sent; null to exchange whatever there is */
async function exchange(
  id: string | null,
  key: KeyOptions,
  json: true | undefined,
  context: CommandContext,
): Promise<void> {
  const home = await context.home();
  unwrap(home.settings);
  const platforms = await home.approvalPlatforms();
  const exchanged = await withApproverKey(key, home, (signer) =>
    exchangeApprovals(id, signer, platforms, home.approvals),
  );
  const { changed, conflicts } = unwrap(exchanged);
  if (json) return printJson({ ok: true, changed, conflicts });
  printLine(`有进展的申请 news of: ${changed.join(', ')}`);
  if (conflicts.length > 0) printLine(`内容不同，未采用 contradict, not taken: ${conflicts.join(', ')}`);
}

function approvalExport(context: CommandContext): CommandUnknownOpts {
  return new Command('export')
    .description('导出申请文件 write a request file, with the signed decision when there is one')
    .argument('<id>', REQUEST_NUMBER)
    .addOption(outOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk approval export 20261201-1 -o request.json'))
    .action(async (id, { out, json }) => {
      const { approvals } = await context.home();
      writeRequestFile(out, unwrap(await exportRequest(id, approvals)), false);
      if (json) printJson({ ok: true, output: out });
      else printLine(`已导出 exported: ${out}`);
    });
}

function approvalImport(context: CommandContext): CommandUnknownOpts {
  return new Command('import')
    .description(
      '导入申请文件或办公系统的审批结果 take in a request, its decision, or that of an office system; documents are looked for beside the file',
    )
    .argument('<file>', '申请文件或审批结果 request file or decision')
    .addOption(jsonOption)
    .action(async (path, { json }) => {
      const bytes = readRequestFile(path);
      const { approvals } = await context.home();
      const beside = (request: ApprovalRequest) => documentsBeside(path, request);
      const imported = unwrap(await importApprovalFile(bytes, beside, approvals));
      printApproval(imported, json);
      if (imported.problem === null) return;
      printError(imported.problem);
      context.endWith(statusOfError(imported.problem.code));
    });
}

function approvalPicture(context: CommandContext): CommandUnknownOpts {
  return new Command('picture')
    .description(
      '补入申请所列的签名图片 take in a signature picture that a request names and that is not here',
    )
    .argument('<id>', REQUEST_NUMBER)
    .argument('<file>', '图片文件，须与申请所列的完全一致 the very picture that the request names')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk approval picture 20261201-1 sign.png'))
    .action(async (id, path, { json }) => {
      const content = readSignaturePicture(path);
      const { approvals } = await context.home();
      printApproval(unwrap(await givePicture(id, content, approvals)), json);
    });
}

function approvalRelease(context: CommandContext): CommandUnknownOpts {
  return new Command('release')
    .description('重新开放未盖成的文件 open an item again whose sealing was cut off and left nothing')
    .argument('<id>', REQUEST_NUMBER)
    .requiredOption('--item <number>', '文件序号，从 1 起 number of the item, from 1')
    .requiredOption('--reason <text>', '原因 why', filled)
    .addOption(jsonOption)
    .action(async (id, { item, reason, json }) => {
      if (!/^[1-9]\d{0,2}$/.test(item)) {
        throw usage(
          `--item 应为从 1 起的序号，而不是“${item}”`,
          `--item takes a number from 1, not "${item}"`,
        );
      }
      const { approvals } = await context.home();
      const released = await releaseItem(id, Number(item) - 1, reason, approvals);
      printApproval(unwrap(released), json);
    });
}
