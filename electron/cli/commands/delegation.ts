import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home, SealLifePorts } from '../../home/home.ts';
import { endDelegation, fetchDelegations, grantDelegation } from '../../services/seal-life/delegations.ts';
import { enrolDelegate } from '../../services/seal-life/delegate-access.ts';
import type { HolderSeal } from '../../services/seal-life/seal-life-platform.ts';
import {
  type Delegation,
  delegationState,
  isUnlimited,
  MOST_DELEGATED_USES,
} from '../../shared/model/seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import {
  collected,
  dayOf,
  filled,
  jsonOption,
  lastTryOption,
  needed,
  numberUpTo,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  tokenOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { withPin } from '../ask/pin-input.ts';
import { printEach, printJson, printLine } from '../print/printing.ts';
import { chooseSeal } from './choose-seal.ts';
import { namedToken } from './choose-token.ts';
import type { KeyOptions } from './approver-key.ts';

/** `delegation give|enrol|list|end`: who else may use a seal (授权), signed for by the holder's key. */
export function delegation(context: CommandContext): CommandUnknownOpts {
  return new Command('delegation')
    .addCommand(delegationGive(context))
    .addCommand(delegationEnrol(context))
    .addCommand(delegationList(context))
    .addCommand(delegationEnd(context));
}

function delegationGive(context: CommandContext): CommandUnknownOpts {
  return new Command('give')
    .description(
      '授权他人在限定的用途、次数和期限内用印 let a person use a seal, for a purpose, so many times, until a day',
    )
    .requiredOption('--seal <esid|name>', '印章编号或名称 number or name of the seal', filled)
    .requiredOption('--person <name>', '被授权人 who may use it', filled)
    .requiredOption('--contact <text>', '其联系方式 telephone or mail of that person', filled)
    .option('--purpose <text>', '用途，必填，可多次给出 what for; needed; may be given again', collected)
    .requiredOption('--uses <number>', '最多用印次数 how often at most', (text) =>
      numberUpTo(MOST_DELEGATED_USES, '--uses', text),
    )
    .option('--from <day>', '开始日期，默认今天 first day; today by default', (text) =>
      dayOf('--from', text, 'start'),
    )
    .requiredOption('--until <day>', '截止日期，最长一年 last day, within a year', (text) =>
      dayOf('--until', text, 'end'),
    )
    .option(
      '--own-key',
      '由其自己的 Key 领取，平台给出授权码 the person enrols a key of their own, by a code',
    )
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText(
      'after',
      examples(
        'sealdesk delegation give --seal 合同专用章 --person 李四 --contact 内线8001 --purpose 采购合同 --uses 5 --until 2027-03-31',
      ),
    )
    .action(async ({ seal, person, contact, purpose, uses, from, until, ownKey, json, ...key }) => {
      needed('purpose', purpose?.[0]);
      const home = await context.home();
      const grant = {
        ...{ person, contact, uses, purposes: purpose ?? [], validTo: until, ownKey: ownKey === true },
        validFrom: from ?? home.clock.now().toISOString(),
      };
      const listed = await withHolder(seal, key, home, (holder, ports) =>
        grantDelegation(grant, holder, ports),
      );
      const [newest] = unwrap(listed).toSorted((one, other) => other.grantedAt.localeCompare(one.grantedAt));
      if (newest !== undefined) print(newest, home, json);
    });
}

function delegationEnrol(context: CommandContext): CommandUnknownOpts {
  return new Command('enrol')
    .description(
      '被授权人用自己的 Key 领取授权 take an access that a holder has granted, on a key of your own',
    )
    .argument('<number>', '授权编号 its number')
    .requiredOption('--code <code>', '持有人转告的授权码 the code, as the holder has passed it on', filled)
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk delegation enrol SQ20261129-0001 --code 8fK… --token SD2'))
    .action(async (number, { code, json, ...key }) => {
      const source = pinSourceOf(key);
      const home = await context.home();
      const { tokens } = await home.listTokens();
      const token = namedToken(tokens, key.token);
      await withPin(source, async (pin) => {
        const wish = { number, code, token, pin, lastTryConfirmed: key.lastTry === true };
        print(unwrap(await enrolDelegate(wish, await home.sealLife())), home, json);
      });
    });
}

function delegationList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description(
      '授权列表；给出印章时向平台询问 authorisations known here; asked of the platform when a seal is named',
    )
    .option('--seal <esid|name>', '印章编号或名称 number or name of the seal')
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .action(async ({ seal, json, ...key }) => {
      const home = await context.home();
      const known =
        seal === undefined
          ? await (await home.sealLife()).delegations.all()
          : unwrap(await withHolder(seal, key, home, fetchDelegations));
      const none = '没有授权 no authorisations: sealdesk delegation give';
      printEach(known, { json, print: (each) => print(each, home, undefined), none });
    });
}

function delegationEnd(context: CommandContext): CommandUnknownOpts {
  return new Command('end')
    .description('终止授权 end an authorisation now')
    .argument('<number>', '授权编号 its number')
    .requiredOption('--seal <esid|name>', '印章编号或名称 number or name of the seal', filled)
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk delegation end SQ20261129-0001 --seal 合同专用章'))
    .action(async (number, { seal, json, ...key }) => {
      const home = await context.home();
      const ended = await withHolder(seal, key, home, (holder, ports) =>
        endDelegation(number, holder, ports),
      );
      const found = unwrap(ended).find((each) => each.number === number);
      if (found !== undefined) print(found, home, json);
    });
}

/** Works with the key of the holder's seal. */
async function withHolder<T>(
  seal: string,
  key: KeyOptions,
  home: Home,
  work: (holder: HolderSeal, ports: SealLifePorts) => Promise<T>,
): Promise<T> {
  const source = pinSourceOf(key);
  const chosen = await chooseSeal(home, { seal, token: key.token, file: undefined });
  const ports = await home.sealLife();
  return withPin(source, (pin) => work({ chosen, pin, lastTryConfirmed: key.lastTry === true }, ports));
}

const STATE_WORDS = {
  inForce: '有效 in force',
  notYet: '未开始 not yet',
  over: '已到期 over',
  ended: '已终止 ended',
} as const;

function print(delegation: Delegation, { clock }: Home, json: true | undefined): void {
  if (json) return printJson(delegation);
  const { number, esId, person, contact, validFrom, validTo, uses, purposes, code, delegateEsId } =
    delegation;
  const state = STATE_WORDS[delegationState(delegation, clock.now().getTime())];
  printLine(`${number}  ${state}  ${person}  ${contact}  ${esId}`);
  printLine(`  ${validFrom} → ${validTo}  ${uses ?? '不限 any'}  ${purposes.join('、') || '不限 any'}`);
  if (code !== null) printLine(`  授权码，请转告被授权人 code, to be passed on: ${code}`);
  if (delegateEsId !== null) printLine(`  已领取，印章编号 taken, seal ${delegateEsId}`);
  if (isUnlimited(delegation))
    printLine('  缺少期限、次数或用途，请重新办理 without end, uses or purpose: grant it anew');
}
