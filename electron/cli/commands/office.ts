import { resolve } from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { listSystems, registerSystem, withdrawSystem } from '../../services/approvals/office-systems.ts';
import {
  MOST_OFFICE_USES,
  OFFICE_SEAL_KINDS,
  type OfficeSystem,
  type OfficeWays,
} from '../../shared/model/office-system.ts';
import { unwrap } from '../../shared/result.ts';
import {
  collected,
  dayOf,
  filled,
  jsonOption,
  lastTryOption,
  notEmpty,
  numberUpTo,
  pinEnvOption,
  pinStdinOption,
  tokenOption,
} from '../arguments.ts';
import { certificateIn } from '../../adapters/trust-files/certificate-file.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { printEach, printJson, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { withApproverKey } from './approver-key.ts';

/** `office list|register|withdraw|ways`: the office systems (OA, 钉钉, 企业微信) whose approvals count here. */
export function office(context: CommandContext): CommandUnknownOpts {
  return new Command('office')
    .addCommand(officeList(context))
    .addCommand(officeRegister(context))
    .addCommand(officeWithdraw(context))
    .addCommand(officeWays(context));
}

function officeList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('已登记的办公系统及其权限 office systems and what they may approve')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const { approvals } = await context.home();
      const none = '没有登记办公系统 no office systems: sealdesk office register';
      printEach(await listSystems(approvals), { json, print: (system) => print(system, undefined), none });
    });
}

function officeRegister(context: CommandContext): CommandUnknownOpts {
  return new Command('register')
    .description(
      '登记办公系统及其权限，由本单位的 Key 签名 register a system and its powers, signed with a key of the enterprise',
    )
    .argument('<certificate>', '系统的证书 certificate of the system, DER or PEM')
    .requiredOption(
      '--fingerprint <sha256>',
      '系统管理员告知的证书 SHA-256 指纹 SHA-256 of the certificate, as its keeper names it',
      filled,
    )
    .requiredOption('--name <name>', '系统名称 name of the system', filled)
    .requiredOption('--by <name>', '登记人 who registers it', filled)
    .requiredOption('--until <day>', '权限截止日 last day of its powers', (text) =>
      dayOf('--until', text, 'end'),
    )
    .option(
      '--seal <esid|kind>',
      `可审批的印章编号或种类（${OFFICE_SEAL_KINDS.join('、')}），可多次给出，默认全部 seal or kind of seal it may approve; may be given again; all by default`,
      collected,
    )
    .option(
      '--most-uses <number>',
      '每次审批最多用印次数，默认 1 most uses of one decision; 1 by default',
      (text) => numberUpTo(MOST_OFFICE_USES, '--most-uses', text),
      1,
    )
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk office register oa.pem --fingerprint 3F…A1 --name 协同办公 --by 王五 --until 2027-06-30 --most-uses 3',
      ),
    )
    .action(async (path, { fingerprint, name, by, until, seal, mostUses, json, ...key }) => {
      const certificate = certificateIn(path);
      const home = await context.home();
      const powers = { seals: seal ?? null, mostUses, until };
      const wanted = { name, certificate, fingerprint, powers, registeredBy: by };
      const registered = await withApproverKey(key, home, (signer) =>
        registerSystem(wanted, signer, home.approvals),
      );
      print(unwrap(registered), json);
    });
}

function officeWithdraw(context: CommandContext): CommandUnknownOpts {
  return new Command('withdraw')
    .description('注销登记，其未用的审批即刻失效 withdraw a system; its unused approvals end at once')
    .argument(
      '<fingerprint>',
      '证书 SHA-256 指纹，至少前 8 位 SHA-256 of its certificate, eight digits at least',
    )
    .requiredOption('--reason <text>', '原因 why', filled)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk office withdraw 3FA1B2C4 --reason 系统停用'))
    .action(async (fingerprint, { reason, json }) => {
      const { approvals } = await context.home();
      print(unwrap(await withdrawSystem(fingerprint, reason, approvals)), json);
    });
}

function officeWays(context: CommandContext): CommandUnknownOpts {
  return new Command('ways')
    .description(
      '查看或改动与办公系统交换的文件夹和地址 show or change the folder and the address for the exchange',
    )
    .option('--folder <folder>', '监视的文件夹，off 停用 watched folder; off for none', notEmpty)
    .option(
      '--url <url>',
      '办公系统的 https 地址，off 停用 https address that is asked; off for none',
      notEmpty,
    )
    .option('--ca <file>', '服务器证书的发证机构，PEM authorities of its server, PEM', notEmpty)
    .option('--token-file <file>', '存放访问凭据的文件 file that holds the token', notEmpty)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk office ways --folder /srv/oa/sealdesk',
        'sealdesk office ways --url https://oa.example.cn/sealdesk --ca oa-ca.pem --token-file oa-token',
      ),
    )
    .action(async ({ folder, url, ca, tokenFile, json }) => {
      const ways = (await context.home()).officeWays;
      const present = ways.read();
      const wanted: OfficeWays = {
        folder: folder === undefined ? present.folder : folder === 'off' ? null : resolve(folder),
        call: callOf(present, { url, ca, tokenFile }),
      };
      const isChange = JSON.stringify(wanted) !== JSON.stringify(present);
      const now = isChange ? unwrap(await ways.change(wanted)) : present;
      if (json) return printJson(now);
      printLine(`文件夹 folder: ${now.folder ?? '未设 none'}`);
      printLine(`地址 address: ${now.call?.url ?? '未设 none'}`);
    });
}

interface CallOptions {
  readonly url: string | undefined;
  readonly ca: string | undefined;
  readonly tokenFile: string | undefined;
}

function callOf({ call }: OfficeWays, { url, ca, tokenFile }: CallOptions): OfficeWays['call'] {
  if (url === 'off') return null;
  const token = tokenFile === undefined ? call?.tokenFile : resolve(tokenFile);
  const address = url ?? call?.url;
  if (address === undefined && token === undefined) return null;
  if (address === undefined || token === undefined) {
    throw usage('--url 与 --token-file 须一起给出', '--url and --token-file go together');
  }
  return { url: address, ca: ca === undefined ? (call?.ca ?? null) : resolve(ca), tokenFile: token };
}

const STATE_WORDS = {
  inForce: '有效 in force',
  over: '已到期 over',
  withdrawn: '已注销 withdrawn',
  unproven: '登记不被认可 registration does not count',
} as const;

function print(system: OfficeSystem, json: true | undefined): void {
  if (json) return printJson(system);
  const { name, state, fingerprint, powers, registeredBy, registeredAt } = system;
  const seals = powers.seals === null ? '全部印章 all seals' : powers.seals.join(', ');
  printLine(`${name}  ${STATE_WORDS[state]}  SHA-256 ${fingerprint}`);
  printLine(`  ${seals}  每次最多 at most ${powers.mostUses}  至 until ${powers.until}`);
  printLine(`  登记 registered ${registeredAt}  ${registeredBy}`);
}
