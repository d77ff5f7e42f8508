import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { writeNewFile } from '../../adapters/files/node-files.ts';
import type { Home, SealLifePorts } from '../../home/home.ts';
import {
  addPaper,
  draftWrittenApplication,
  submitApplication,
  withdrawApplication,
} from '../../services/seal-life/application-papers.ts';
import { publicPart } from '../../services/seal-life/applications.ts';
import { storeNewSeal } from '../../services/seal-life/store-new-seal.ts';
import {
  APPLICATION_PAPER_KINDS,
  type ApplicationPaperKind,
  missingPapers,
} from '../../shared/model/application-papers.ts';
import type { SealApplication } from '../../shared/model/seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import { reasonInWords } from '../../shared/texts/reason-texts.ts';
import {
  collected,
  jsonOption,
  lastTryOption,
  outOption,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { withPin } from '../ask/pin-input.ts';
import { printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { followSealLife } from './loss.ts';

/** `application list|draft|submit|withdraw|store`: what comes after an application for a seal was begun. */
export function application(context: CommandContext): CommandUnknownOpts {
  return new Command('application')
    .addCommand(applicationList(context))
    .addCommand(applicationDraft(context))
    .addCommand(applicationSubmit(context))
    .addCommand(applicationWithdraw(context))
    .addCommand(applicationStore(context));
}

/** A paper as a person names it. */
export const paperOption = new Option(
  '--paper <kind=file>',
  `材料，可多次给出 a paper; may be given again。种类 kinds: ${APPLICATION_PAPER_KINDS.join(', ')}`,
).argParser<readonly string[]>(collected);

interface NamedPaper {
  readonly kind: ApplicationPaperKind;
  readonly path: string;
}

/** Reads each KIND=FILE. @throws CodedError USAGE */
export function papersOf(given: readonly string[] = []): readonly NamedPaper[] {
  return given.map((text) => {
    const at = text.indexOf('=');
    const kind = APPLICATION_PAPER_KINDS.find((each) => each === text.slice(0, at));
    if (at < 0 || kind === undefined) {
      throw usage(
        `--paper 应为 种类=文件，种类为 ${APPLICATION_PAPER_KINDS.join(', ')} 之一`,
        `--paper takes KIND=FILE, KIND one of ${APPLICATION_PAPER_KINDS.join(', ')}`,
      );
    }
    return { kind, path: resolve(text.slice(at + 1)) };
  });
}

function applicationList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('本机的申请及其状态 the applications of this computer, as the platforms know them')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const ports = await (await context.home()).sealLife();
      await followSealLife(ports);
      const applications = (await ports.applications.all()).map(publicPart);
      if (json) printJson({ ok: true, applications });
      else if (applications.length === 0) printLine('没有申请 no applications');
      else applications.forEach(printApplication);
    });
}

/** A document names people, so nobody else reads it. */
const FOR_THE_USER = 0o600;

function applicationDraft(context: CommandContext): CommandUnknownOpts {
  return new Command('draft')
    .description('起草书面申请，供盖章 write the written application, which the holder then seals')
    .argument('<number>', '申请编号 number of the application')
    .addOption(outOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk application draft ZX20261201-0001 -o 书面申请.pdf',
        'sealdesk seal 书面申请.pdf -o 书面申请_已盖章.pdf --beside 盖章',
      ),
    )
    .action(async (number, { out, json }) => {
      const ports = await (await context.home()).sealLife();
      const pdf = unwrap(await draftWrittenApplication(number, ports));
      writeNewFile(resolve(out), pdf, FOR_THE_USER);
      if (json) printJson({ ok: true, file: resolve(out) });
      else printLine(`已起草，请盖章 drafted, to be sealed: ${out}`);
    });
}

function applicationSubmit(context: CommandContext): CommandUnknownOpts {
  return new Command('submit')
    .description('加入材料并提交申请 add papers, and hand the application in')
    .argument('<number>', '申请编号 number of the application')
    .addOption(paperOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk application submit ZX20261201-0001 --paper writtenApplication=书面申请_已盖章.pdf \\',
        '    --paper identity=id.jpg',
      ),
    )
    .action(async (number, { paper, json }) => {
      const ports = await (await context.home()).sealLife();
      for (const each of papersOf(paper)) unwrap(await addPaper(number, each, ports));
      reportApplication(unwrap(await submitApplication(number, ports)), json);
    });
}

function applicationWithdraw(context: CommandContext): CommandUnknownOpts {
  return new Command('withdraw')
    .description('撤回未决定的申请 take back an application that nobody has decided on')
    .argument('<number>', '申请编号 number of the application')
    .addOption(jsonOption)
    .action(async (number, { json }) => {
      const ports = await (await context.home()).sealLife();
      reportApplication(unwrap(await withdrawApplication(number, ports)), json);
    });
}

function applicationStore(context: CommandContext): CommandUnknownOpts {
  return new Command('store')
    .description('把已制成的新印章写入 Key write the new seal of an application to the key')
    .argument('<number>', '申请编号 number of the application')
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .action(async (number, options) => {
      const home = await context.home();
      const ports = await home.sealLife();
      await withPin(pinSourceOf(options), async (pin) => {
        const opening = { pin, lastTryConfirmed: options.lastTry === true };
        reportApplication(await storeSeal(number, opening, { home, ports }), options.json);
      });
    });
}

/** Prints an application as a person or a program reads it. */
export function reportApplication(shown: SealApplication, json: true | undefined): void {
  if (json) printJson({ ok: true, application: shown });
  else printApplication(shown);
}

function printApplication(shown: SealApplication): void {
  const { number, kind, sealName, state, newSeal, decisionReason, reason, reasonText } = shown;
  printLine(`${number}  ${kind}  ${sealName}  ${state}`);
  const words =
    kind === 'issue' ? reason : `${reasonInWords(reason, 'zh-CN')} ${reasonInWords(reason, 'en')}`;
  printLine(`  ${words}${reasonText === null ? '' : `: ${reasonText}`}`);
  if (decisionReason !== null) printLine(`  ${decisionReason}`);
  if (state === 'draft') {
    const missing = missingPapers(shown);
    if (missing.length > 0) printLine(`  还缺材料 papers missing: ${missing.join(', ')}`);
    if (missing.includes('writtenApplication')) {
      printLine(`  → sealdesk application draft ${number} -o FILE`);
    }
    printLine(`  → sealdesk application submit ${number} --paper KIND=FILE`);
  }
  if (newSeal === null) return;
  const { esId, storedAt } = newSeal;
  printLine(
    storedAt === null ? `  新印章已制成 new seal made: ${esId}` : `  已写入 USB Key written: ${esId}`,
  );
  if (storedAt === null) printLine(`  → sealdesk application store ${number} --pin-env VAR`);
}

/** How the key is opened. */
export interface KeyOpening {
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

export interface HomeParts {
  readonly home: Home;
  readonly ports: SealLifePorts;
}

/** Writes the new seal of an application to its key, after the platform was asked for its state. */
export async function storeSeal(
  number: string,
  opening: KeyOpening,
  { home, ports }: HomeParts,
): Promise<SealApplication> {
  await followSealLife(ports);
  const { tokens } = await home.listTokens();
  return unwrap(await storeNewSeal({ number, tokens, ...opening }, ports));
}
