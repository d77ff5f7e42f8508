import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import { applyReset } from '../../services/pin-reset/apply-reset.ts';
import {
  findReset,
  shownReset,
  type KeptReset,
  type ResetPorts,
  type ResetKeyPorts,
} from '../../services/pin-reset/reset-records.ts';
import { readReset } from '../../services/pin-reset/follow-reset.ts';
import { requestReset, type ChosenPaper } from '../../services/pin-reset/request-reset.ts';
import { submitReset, withdrawReset } from '../../services/pin-reset/submit-reset.ts';
import { sealsOfTokens } from '../../services/seal-life/known-seals.ts';
import {
  nextStep,
  PAPER_KINDS,
  RESET_PURPOSES,
  type PinReset,
  type ResetForm,
  type ResetStep,
} from '../../shared/model/pin-reset.ts';
import type { ApplicationState } from '../../shared/model/seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import {
  collected,
  contactOption,
  jsonOption,
  lastTryOption,
  nameOption,
  needed,
  personOf,
  roleOption,
  tokenOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { readPin } from '../ask/pin-input.ts';
import { printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { namedToken } from './choose-token.ts';

/** `pin-reset request|status|apply|withdraw`: applications for a PIN reset (保护口令重置). */
export function pinReset(context: CommandContext): CommandUnknownOpts {
  return new Command('pin-reset')
    .addCommand(resetRequest(context))
    .addCommand(resetStatus(context))
    .addCommand(resetApply(context))
    .addCommand(resetWithdraw(context));
}

const declareRequest = () =>
  new Command('request')
    .description('申请重置保护口令，材料加水印 apply for a PIN reset; papers get a watermark')
    .usage('--name <name> --role <role> --contact <text> --reason <text> --paper <kind=file> [options]')
    .addOption(nameOption)
    .addOption(roleOption)
    .addOption(contactOption)
    .option('--reason <text>', '申请原因 why')
    .option(
      '--paper <kind=file>',
      `材料，可多次给出 a paper; may be given again。种类 kinds: ${PAPER_KINDS.join(', ')}`,
      collected,
    )
    .addOption(tokenOption)
    .option('--seal <esid|name>', 'Key 上的印章编号或名称 number or name of the seal on the key')
    .option('--holder <name>', '持有人，默认取自 Key holder; by default as the key says')
    .option('--holder-code <code>', '统一社会信用代码 unified social credit code; by default as the key says')
    .addOption(
      new Option('--purpose <purpose>', '重置或修改 what is applied for')
        .choices(RESET_PURPOSES)
        .default('reset' as const),
    )
    .option('--resume <number>', '提交材料已备好的申请 hand in an application whose papers are ready')
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk pin-reset request --name 李四 --role agent --contact 13800000000 --reason 口令已锁定 \\',
        '    --paper identity=id.jpg --paper authorisation=letter.pdf',
        'sealdesk pin-reset request --resume 20261201-1',
      ),
    );

type RequestOptions = ReturnType<ReturnType<typeof declareRequest>['opts']>;

/** Files an application with its papers and hands it in at once, or one whose papers are made ready already. */
function resetRequest(context: CommandContext): CommandUnknownOpts {
  return declareRequest().action(async (options) => {
    const home = await context.home();
    const ports = await resetPortsOf(home);
    const number = options.resume ?? (await beginReset(options, home, ports)).number;
    report(unwrap(await submitReset(number, ports)), options.json);
  });
}

async function beginReset(options: RequestOptions, home: Home, ports: ResetPorts): Promise<PinReset> {
  const papers = (options.paper ?? []).map(paperOf);
  const form = await formOf(options, home);
  return unwrap(await requestReset(form, papers, ports));
}

/** Reads KIND=FILE. @throws CodedError USAGE */
function paperOf(text: string): ChosenPaper {
  const at = text.indexOf('=');
  const kind = PAPER_KINDS.find((each) => each === text.slice(0, at));
  if (at < 0 || kind === undefined) {
    throw usage(
      `--paper 应为 种类=文件，种类为 ${PAPER_KINDS.join(', ')} 之一`,
      `--paper takes KIND=FILE, KIND one of ${PAPER_KINDS.join(', ')}`,
    );
  }
  return { kind, path: resolve(text.slice(at + 1)) };
}

/** Fills in the form. The key says who the holder is when the person does not. */
async function formOf(options: RequestOptions, home: Home): Promise<ResetForm> {
  const { tokens } = await home.listTokens();
  const { info: token } = namedToken(tokens, options.token);
  const wanted = options.seal;
  const seal = sealsOfTokens([token]).find(
    ({ esId, sealName }) => wanted === undefined || wanted === esId || wanted === sealName,
  );
  needed('role', options.role);
  return {
    tokenSerial: token.serial,
    esId: seal?.esId ?? null,
    sealName: seal?.sealName ?? wanted ?? null,
    holderName: needed('holder', options.holder ?? seal?.holderName),
    holderCode: options.holderCode ?? seal?.holderCode ?? null,
    applicant: personOf(options),
    purpose: options.purpose,
    reason: needed('reason', options.reason),
  };
}

function resetStatus(context: CommandContext): CommandUnknownOpts {
  return new Command('status')
    .description('向平台查询申请 ask the platform what has become of one application, or of all')
    .argument('[number]', '申请编号 number of the application')
    .addOption(jsonOption)
    .action(async (number, { json }) => {
      const ports = await resetPortsOf(await context.home());
      const wanted = number === undefined ? await ports.resets.all() : [await findReset(number, ports)];
      const asked: KeptReset[] = [];
      for (const kept of wanted) {
        asked.push(nextStep(kept) === 'none' ? kept : unwrap(await readReset(kept, ports)));
      }
      const resets = asked.map(shownReset);
      if (json) printJson({ ok: true, applications: resets });
      else if (resets.length === 0) printLine('没有申请 no applications');
      else resets.forEach(printReset);
    });
}

function resetApply(context: CommandContext): CommandUnknownOpts {
  return new Command('apply')
    .description(
      '批准后设置新口令，或继续被中断的重置 set the new PIN once approved, or finish a reset that was interrupted',
    )
    .argument('<number>', '申请编号 number of the application')
    .option('--new-pin-env <variable>', '存放新口令的环境变量 environment variable that holds the new PIN')
    .option('--new-pin-stdin', '从标准输入读新口令 read the new PIN from standard input')
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk pin-reset apply 20261201-1 --new-pin-env NEW'))
    .action(async (number, { lastTry, json, ...options }) => {
      const newPin = await newPinOf(options);
      try {
        const ports = await resetPortsOf(await context.home());
        const wanted = { newPin, lastTryConfirmed: lastTry === true };
        report(unwrap(await applyReset(number, wanted, ports)), json);
      } finally {
        newPin?.fill(0);
      }
    });
}

interface NewPinOptions {
  readonly newPinEnv?: string;
  readonly newPinStdin?: true;
}

function newPinOf({ newPinEnv, newPinStdin }: NewPinOptions): Promise<Uint8Array | null> {
  if (newPinEnv !== undefined) return readPin({ kind: 'env', name: newPinEnv });
  return newPinStdin ? readPin({ kind: 'stdin' }) : Promise.resolve(null);
}

function resetWithdraw(context: CommandContext): CommandUnknownOpts {
  return new Command('withdraw')
    .description('撤回未决定的申请 take back an application that nobody has decided on')
    .argument('<number>', '申请编号 number of the application')
    .addOption(jsonOption)
    .action(async (number, { json }) => {
      const ports = await resetPortsOf(await context.home());
      report(unwrap(await withdrawReset(number, ports)), json);
    });
}

/** Ports for PIN resets. @throws CodedError when the platforms' settings cannot be read */
function resetPortsOf(home: Home): Promise<ResetPorts & ResetKeyPorts> {
  unwrap(home.settings);
  return home.pinResets();
}

function report(application: PinReset, json: true | undefined): void {
  if (json) printJson({ ok: true, application });
  else printReset(application);
}

function printReset(reset: PinReset): void {
  const { number, tokenSerial, state, decisionReason, validUntil } = reset;
  printLine(`${number}  ${STATE_WORDS[state]}  [${tokenSerial}]`);
  if (decisionReason !== null) printLine(`  ${decisionReason}`);
  const next = STEP_WORDS[nextStep(reset)];
  if (next !== null) printLine(`  ${next}`);
  if (state === 'approved' && validUntil !== null) printLine(`  有效至 until ${validUntil}`);
}

const STATE_WORDS: Readonly<Record<ApplicationState, string>> = {
  draft: '未提交 not handed in',
  underReview: '审核中 under review',
  approved: '已批准 approved',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
  expired: '已过期 expired',
  done: '已办结 done',
};

const STEP_WORDS: Readonly<Record<ResetStep, string | null>> = {
  submit: '→ pin-reset request --resume NUMBER',
  wait: null,
  setPin: '→ pin-reset apply NUMBER --new-pin-env VAR',
  resume: '→ pin-reset apply NUMBER',
  finish: '→ pin-reset apply NUMBER',
  none: null,
};
