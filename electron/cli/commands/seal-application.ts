import type { Home, SealLifePorts } from '../../home/home.ts';
import { applyForSeal } from '../../services/seal-life/apply-for-seal.ts';
import { storeNewSeal } from '../../services/seal-life/store-new-seal.ts';
import type { ApplicationKind, SealApplication } from '../../shared/model/seal-life.ts';
import { noPositionals, parseCommand, pinSourceOf } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { followSealLife, needed, personOf, PERSON_OPTIONS } from '../seal-life.ts';
import { unwrap } from '../../shared/result.ts';
import { chooseSeal } from './choose-seal.ts';

const OPTIONS = {
  ...PERSON_OPTIONS,
  seal: { type: 'string' },
  token: { type: 'string' },
  reason: { type: 'string' },
  store: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseCommand<typeof OPTIONS>>['values'];
type Command = (args: readonly string[], context: CommandContext) => Promise<ExitStatus>;

/** `renew …`: applies for a renewal (续期), or by `--store NUMBER` writes the new seal to the key. */
export const renew: Command = (args, context) => run('renewal', args, context);

/** `replace …`: the same for a replacement (换领). */
export const replace: Command = (args, context) => run('replacement', args, context);

/** `cancel …`: applies for a cancellation (注销). */
export const cancel: Command = (args, context) => run('cancellation', args, context);

async function run(
  kind: ApplicationKind,
  args: readonly string[],
  context: CommandContext,
): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, kind);
  const home = await context.home();
  const ports = await home.sealLife();
  const pin = await readPin(pinSourceOf(values));
  try {
    const opened = { pin, lastTryConfirmed: values['last-try'] === true };
    const application = await (values.store === undefined
      ? apply(kind, values, opened, { home, ports })
      : write(values.store, opened, { home, ports }));
    if (values.json === true) printJson({ ok: true, application });
    else printApplication(application);
    return EXIT.done;
  } finally {
    pin.fill(0);
  }
}

interface KeyOpening {
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

interface Office {
  readonly home: Home;
  readonly ports: SealLifePorts;
}

async function apply(
  kind: ApplicationKind,
  values: Values,
  opened: KeyOpening,
  { home, ports }: Office,
): Promise<SealApplication> {
  const applicant = personOf(values);
  const reason = needed('reason', values.reason ?? (kind === 'renewal' ? '有效期将满，申请续期' : undefined));
  const wanted = { seal: needed('seal', values.seal), token: values.token, file: undefined };
  const chosen = await chooseSeal(home, wanted);
  return unwrap(await applyForSeal({ kind, chosen, reason, applicant, ...opened }, ports));
}

async function write(number: string, opened: KeyOpening, { home, ports }: Office): Promise<SealApplication> {
  await followSealLife(ports);
  const { tokens } = await home.listTokens();
  return unwrap(await storeNewSeal({ number, tokens, ...opened }, ports));
}

function printApplication({ number, kind, sealName, state, newSeal, decisionReason }: SealApplication): void {
  printLine(`${number}  ${kind}  ${sealName}  ${state}`);
  if (decisionReason !== null) printLine(`  ${decisionReason}`);
  if (newSeal === null) return;
  const { esId, storedAt } = newSeal;
  printLine(
    storedAt === null ? `  新印章已制成 new seal made: ${esId}` : `  已写入 USB Key written: ${esId}`,
  );
}
