import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Home, SealLifePorts } from '../../home/home.ts';
import { applyForSeal } from '../../services/seal-life/apply-for-seal.ts';
import { storeNewSeal } from '../../services/seal-life/store-new-seal.ts';
import type { ApplicationKind, SealApplication } from '../../shared/model/seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import {
  contactOption,
  jsonOption,
  lastTryOption,
  nameOption,
  needed,
  personOf,
  pinEnvOption,
  pinSourceOf,
  pinStdinOption,
  roleOption,
  tokenOption,
} from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { examples } from '../help.ts';
import { readPin } from '../pin-input.ts';
import { reportApplication } from './application.ts';
import { chooseSeal } from './choose-seal.ts';
import { followSealLife } from './loss.ts';

/** `renew`: applies for a renewal (续期), or by `--store <number>` writes the new seal to the key. */
export function renew(context: CommandContext): CommandUnknownOpts {
  return storable('renew').action((options) => run('renewal', options, context));
}

/** `replace`: the same for a replacement (换领). */
export function replace(context: CommandContext): CommandUnknownOpts {
  return storable('replace').action((options) => run('replacement', options, context));
}

/** `cancel`: applies for a cancellation (注销). */
export function cancel(context: CommandContext): CommandUnknownOpts {
  return declare('cancel')
    .addHelpText('after', examples(exampleOf('cancel')))
    .action((options) => run('cancellation', options, context));
}

const exampleOf = (name: string): string =>
  `sealdesk ${name} --seal 合同专用章 --name 李四 --contact 13800000000 --reason 企业更名`;

const declare = (name: string) =>
  new Command(name)
    .usage('--seal <esid|name> --name <name> --contact <text> [options]')
    .option('--seal <esid|name>', '印章编号或名称 number or name of the seal')
    .addOption(nameOption)
    .addOption(roleOption)
    .addOption(contactOption)
    .option('--reason <text>', '申请原因 why')
    .addOption(tokenOption)
    .addOption(pinEnvOption)
    .addOption(pinStdinOption)
    .addOption(lastTryOption)
    .addOption(jsonOption);

const storable = (name: string) =>
  declare(name)
    .usage('(--seal <esid|name> --name <name> --contact <text> | --store <number>) [options]')
    .option('--store <number>', '把已制成的新印章写入 Key write the new seal of an application to the key')
    .addHelpText('after', examples(exampleOf(name), `sealdesk ${name} --store 20261201-1`));

type Options = ReturnType<ReturnType<typeof declare>['opts']> & { readonly store?: string };

async function run(kind: ApplicationKind, options: Options, context: CommandContext): Promise<void> {
  const home = await context.home();
  const ports = await home.sealLife();
  const pin = await readPin(pinSourceOf(options));
  try {
    const opening = { pin, lastTryConfirmed: options.lastTry === true };
    const application = await (options.store === undefined
      ? apply(kind, options, opening, { home, ports })
      : storeSeal(options.store, opening, { home, ports }));
    reportApplication(application, options.json);
  } finally {
    pin.fill(0);
  }
}

/** How the key is opened. */
interface KeyOpening {
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

interface HomeParts {
  readonly home: Home;
  readonly ports: SealLifePorts;
}

async function apply(
  kind: ApplicationKind,
  options: Options,
  opening: KeyOpening,
  { home, ports }: HomeParts,
): Promise<SealApplication> {
  const applicant = personOf(options);
  const reason = needed(
    'reason',
    options.reason ?? (kind === 'renewal' ? '有效期将满，申请续期' : undefined),
  );
  const wanted = { seal: needed('seal', options.seal), token: options.token, file: undefined };
  const chosen = await chooseSeal(home, wanted);
  return unwrap(await applyForSeal({ kind, chosen, reason, applicant, ...opening }, ports));
}

async function storeSeal(
  number: string,
  opening: KeyOpening,
  { home, ports }: HomeParts,
): Promise<SealApplication> {
  await followSealLife(ports);
  const { tokens } = await home.listTokens();
  return unwrap(await storeNewSeal({ number, tokens, ...opening }, ports));
}
