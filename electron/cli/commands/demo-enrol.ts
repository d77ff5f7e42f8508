import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { chooseTokenToEnrol, enrol, type Enrolment } from '../../services/enrolment/enrol.ts';
import { describeToken } from '../../services/tokens/list-tokens.ts';
import { actOnRecord } from '../../services/register/acts-on-record.ts';
import { checkpointKeyAt, type CheckpointKey } from '../../services/register/sign-checkpoint.ts';
import { parseCommand, pinSourceOf, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  module: { type: 'string' },
  token: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  yes: { type: 'boolean' },
  'confirm-later': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `demo enrol --module PATH …`: a key, certificates and a seal of the demonstration on any SM2 token. */
export async function demoEnrol(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values } = parseCommand(args, OPTIONS);
  const { module, token } = values;
  if (module === undefined || module === '') throw usage('--module PATH is needed');
  const source = pinSourceOf(values);
  const home = await context.home();
  const tokens = home.tokens;
  const shown = unwrap(await tokens.examine({ module: resolve(module) })).tokens.map(({ snapshot }) => snapshot);
  const chosen = unwrap(chooseTokenToEnrol(shown, token, values['last-try'] === true));
  const { confirmations } = home;
  const pin = await readPin(source);
  try {
    const ports = { ...home.demoPorts, tokens, confirmations };
    const work = () => enrol(ports.openFolder(home.folder), chosen, pin, ports);
    const recorder = home.recorder;
    const keyAfter = async (): Promise<CheckpointKey | null> => {
      const looked = await tokens.examine({ module: resolve(module) });
      const now = looked.ok ? looked.value.tokens : [];
      const listed = now.map(({ snapshot }) => describeToken(snapshot, ports.engine, ports.clock.now()));
      return checkpointKeyAt(chosen, listed, tokens, pin);
    };
    const facts = { tokenSerial: chosen.serial };
    const enrolment = unwrap(await actOnRecord('enrolment', facts, work, recorder, keyAfter));
    const confirmed = await isConfirmed(enrolment, values);
    if (confirmed) confirmations.confirm(enrolment.seal.esId);
    report(enrolment, confirmed, values.json === true);
  } finally {
    pin.fill(0);
  }
  return EXIT.done;
}

/** `demo confirm ESID`: says that the picture of a new seal is right, before its first use. */
export async function demoConfirm(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { positionals } = parseCommand(args, {});
  const [esId] = positionals;
  if (esId === undefined || positionals.length > 1) throw usage('exactly one ESID is needed');
  const { confirmations } = await context.home();
  if (!confirmations.awaiting().has(esId)) throw usage(`no seal ${esId} awaits confirmation`);
  confirmations.confirm(esId);
  printLine(`已确认 confirmed: ${esId}`);
  return EXIT.done;
}

/**
 * At a terminal the holder is asked. A script has no eyes: there the call itself counts as the confirmation of a
 * sample, unless it leaves that for later.
 */
async function isConfirmed(
  { picture, seal }: Enrolment,
  options: { readonly yes?: boolean | undefined; readonly 'confirm-later'?: boolean | undefined },
): Promise<boolean> {
  if (options['confirm-later'] === true) return false;
  if (options.yes === true || !process.stdin.isTTY) return true;
  printLine(`${seal.name}\n${picture}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question('印章图案正确吗？ Is the picture right? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function report(enrolment: Enrolment, confirmed: boolean, json: boolean): void {
  if (json) {
    printJson({ ok: true, ...enrolment, confirmed });
    return;
  }
  const { tokenSerial, certificate, seal, picture } = enrolment;
  printLine(`已领取 enrolled: ${seal.name}  ${seal.esId}  [${tokenSerial}]`);
  printLine(`  证书 ${certificate.subject}  至 ${certificate.notAfter.slice(0, 10)}`);
  printLine(`  图案 ${picture}`);
  if (!confirmed) printLine(`  待确认 awaits confirmation: demo confirm ${seal.esId}`);
}
