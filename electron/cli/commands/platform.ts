import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home } from '../../home/home.ts';
import { bindPlatform, unbindPlatform } from '../../services/bound-world/bind-platform.ts';
import { bindingOffers } from '../../services/bound-world/binding-offers.ts';
import { listBindings } from '../../services/bound-world/list-bindings.ts';
import { CodedError } from '../../shared/errors.ts';
import type { BindingOffer, BindingStanding, BindingView } from '../../shared/model/platform-binding.ts';
import { unwrap } from '../../shared/result.ts';
import { jsonOption, notEmpty } from '../arguments.ts';
import { askForYes } from '../ask/ask-for-yes.ts';
import type { CommandContext } from '../command-context.ts';
import { statusOfError } from '../end/outcome-status.ts';
import { examples } from '../help.ts';
import { printError, printJson, printAside, printLine } from '../print/printing.ts';
import { usage } from '../usage.ts';
import { offerLines } from '../print/print-platform-offer.ts';
import { platformFetchBundle, platformImportBundle } from './platform-bundle.ts';
import { platformEnterprise } from './platform-enterprise.ts';
import { platformAdd, platformRemove } from './platform-setup.ts';

/** `platform list|add|remove|bind|unbind|enterprise|import-bundle|fetch-bundle`: the platforms of this computer. */
export function platform(context: CommandContext): CommandUnknownOpts {
  return new Command('platform')
    .addCommand(platformList(context))
    .addCommand(platformAdd(context))
    .addCommand(platformRemove(context))
    .addCommand(platformBind(context))
    .addCommand(platformUnbind(context))
    .addCommand(platformEnterprise(context))
    .addCommand(platformImportBundle(context))
    .addCommand(platformFetchBundle(context));
}

/** `platform list`: every platform, and what is missing or changed since it was bound. */
function platformList(context: CommandContext): CommandUnknownOpts {
  return new Command('list')
    .description('平台及其绑定 list the platforms and their bindings')
    .addOption(jsonOption)
    .action(async ({ json }) => {
      const { bound } = await context.home();
      const { platforms, changes } = unwrap(await listBindings(bound.ports));
      if (json) printJson({ platforms, changes });
      else platforms.forEach(printBinding);
      if (platforms.length === 0 && json !== true) printAside('没有平台 no platforms: sealdesk platform add');
      changes.forEach(printError);
      const [first] = changes;
      if (first !== undefined) context.endWith(statusOfError(first.code));
    });
}

/** `platform bind <id>`: shows what is to be bound, and binds it by the person's word. */
function platformBind(context: CommandContext): CommandUnknownOpts {
  return new Command('bind')
    .description('核对并绑定平台 check a platform and bind this computer to it')
    .argument('<id>', '平台编号 id of the platform')
    .option('--yes', '已核对，不再询问 it has been checked; do not ask')
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk platform bind gd-seals'))
    .action(async (id, { yes, json }) => {
      const home = await context.home();
      const offer = await offerOf(id, home);
      // A person answers the question, also where a program reads the outcome.
      offerLines(offer).forEach(json === true ? printAside : printLine);
      if (yes !== true && !(await isConfirmed())) throw new CodedError('CANCELLED');
      unwrap(await bindPlatform(id, offer.digest, home.bound.ports));
      if (json) printJson({ ok: true, bound: offer });
      else printLine('已绑定，并记入用印台账 bound, and on record in the register');
    });
}

/** @throws CodedError PLATFORM_NOT_CONFIGURED, PLATFORM_BOUND_ALREADY, PLATFORM_SETTINGS_DAMAGED */
async function offerOf(id: string, { bound, configured }: Home): Promise<BindingOffer> {
  const offer = (await bindingOffers(bound.ports)).find(({ platform: offered }) => offered === id);
  if (offer !== undefined) return offer;
  const isNamed = configured.some((each) => each.id === id);
  throw new CodedError(isNamed ? 'PLATFORM_BOUND_ALREADY' : 'PLATFORM_NOT_CONFIGURED', id, { platform: id });
}

/** Asks at a terminal. A script has nobody to ask: there the person says so by an option. */
async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw usage('请先核对以上内容，再加 --yes', 'check the above, then add --yes');
  }
  return askForYes('以上与平台提供的一致吗？bind it? [y/N]');
}

/** `platform unbind <id>`: ends a binding, with a reason that goes into the register. */
function platformUnbind(context: CommandContext): CommandUnknownOpts {
  return new Command('unbind')
    .description('写明理由解除绑定 end a binding, with a reason')
    .argument('<id>', '平台编号 id of the platform')
    .requiredOption('--reason <text>', '理由，记入用印台账 why; goes into the register', notEmpty)
    .addOption(jsonOption)
    .addHelpText('after', examples('sealdesk platform unbind gd-seals --reason 平台已停止服务'))
    .action(async (id, { reason, json }) => {
      const { bound } = await context.home();
      const view = unwrap(await unbindPlatform(id, reason, bound.ports));
      if (json) printJson({ ok: true, unbound: view });
      else printLine('已解除绑定，并记入用印台账 unbound, and on record in the register');
    });
}

const STANDINGS: Readonly<Record<BindingStanding, string>> = {
  bound: '已绑定 bound',
  toBind: '待绑定 to be bound',
  former: '已解除 unbound',
  lost: '设置中已无此平台 gone from the settings',
};

function printBinding({ platform: id, name, standing, url, profile, rootSm3, boundAt }: BindingView): void {
  printLine(`${name}  [${id}]  ${STANDINGS[standing]}${boundAt === null ? '' : `  ${boundAt}`}`);
  if (rootSm3 !== null) printLine(`  ${profile}  ${url}  根证书 root SM3 ${rootSm3}`);
}
