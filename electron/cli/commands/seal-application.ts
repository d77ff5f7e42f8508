import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { type ApplicationWish, applyForSeal } from '../../services/seal-life/apply-for-seal.ts';
import type { ApplicationKind, SealApplication } from '../../shared/model/seal-life.ts';
import { APPLICATION_REASONS } from '../../shared/model/policy-profile.ts';
import { unwrap } from '../../shared/result.ts';
import { reasonTexts } from '../../shared/texts/reason-texts.ts';
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
import { withPin } from '../ask/pin-input.ts';
import { type HomeParts, type KeyOpening, reportApplication, storeSeal } from './application.ts';
import { chooseSeal } from './choose-seal.ts';

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
  `sealdesk ${name} --seal 合同专用章 --name 李四 --contact 13800000000 --reason ${name === 'cancel' ? 'dissolved' : 'nameChange'}`;

const declare = (name: string) =>
  new Command(name)
    .usage('--seal <esid|name> --name <name> --contact <text> [options]')
    .option('--seal <esid|name>', '印章编号或名称 number or name of the seal')
    .addOption(nameOption)
    .addOption(roleOption)
    .addOption(contactOption)
    .option(
      '--reason <reason>',
      '理由：英文代号、中文名称，或自己的话（按“其他”） a reason by name, or own words',
    )
    .option('--reason-text <text>', '说明，“其他”理由必填 explanation; needed where a reason is open')
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
  await withPin(pinSourceOf(options), async (pin) => {
    const opening = { pin, lastTryConfirmed: options.lastTry === true };
    const application = await (options.store === undefined
      ? apply(kind, options, opening, { home, ports })
      : storeSeal(options.store, opening, { home, ports }));
    reportApplication(application, options.json);
  });
}

async function apply(
  kind: ApplicationKind,
  options: Options,
  opening: KeyOpening,
  { home, ports }: HomeParts,
): Promise<SealApplication> {
  const applicant = personOf(options);
  const why = whyOf(kind, options);
  const wanted = { seal: needed('seal', options.seal), token: options.token, file: undefined };
  const chosen = await chooseSeal(home, wanted);
  return unwrap(await applyForSeal({ kind, chosen, ...why, applicant, ...opening }, ports));
}

/** Takes a reason by its name or its words; other words are what the applicant explains. */
function whyOf(
  kind: ApplicationKind,
  options: Pick<Options, 'reason' | 'reasonText'>,
): Pick<ApplicationWish, 'reason' | 'reasonText'> {
  const reasonText = options.reasonText ?? null;
  if (kind === 'renewal') return { reason: 'validityEnds', reasonText: reasonText ?? options.reason ?? null };
  const named = needed('reason', options.reason);
  const reason = APPLICATION_REASONS.find(
    (each) => each === named || Object.values(reasonTexts[each]).includes(named),
  );
  return reason === undefined ? { reason: 'other', reasonText: reasonText ?? named } : { reason, reasonText };
}
