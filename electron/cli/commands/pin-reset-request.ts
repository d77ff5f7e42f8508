import type { Home } from '../../home/home.ts';
import { resolve } from 'node:path';
import { requestReset, type ChosenPaper } from '../../services/pin-reset/request-reset.ts';
import { submitReset } from '../../services/pin-reset/submit-reset.ts';
import { chooseToken } from '../../services/tokens/list-tokens.ts';
import { sealsOfTokens } from '../../services/seal-life/known-seals.ts';
import { PERSON_ROLES, type PersonRole } from '../../shared/model/loss-report.ts';
import {
  PAPER_KINDS,
  RESET_PURPOSES,
  type PaperKind,
  type ResetForm,
  type ResetPurpose,
} from '../../shared/model/pin-reset.ts';
import { noPositionals, parseCommand, usage } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printReset, resetPortsOf } from '../pin-resets.ts';
import { printJson } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  token: { type: 'string' },
  seal: { type: 'string' },
  holder: { type: 'string' },
  'holder-code': { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  contact: { type: 'string' },
  purpose: { type: 'string' },
  reason: { type: 'string' },
  paper: { type: 'string', multiple: true },
  resume: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseCommand<typeof OPTIONS>>['values'];

/**
 * `pin-reset request …`: an application with its papers, handed in at once. `--resume NUMBER` hands in one whose
 * papers are made ready already.
 */
export async function pinResetRequest(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  noPositionals(positionals, 'pin-reset request');
  const home = await context.home();
  const ports = await resetPortsOf(home);
  const number = values.resume ?? (await begin(values, home, ports)).number;
  const application = unwrap(await submitReset(number, ports));
  if (values.json === true) printJson({ ok: true, application });
  else printReset(application);
  return EXIT.done;
}

async function begin(values: Values, home: Home, ports: Awaited<ReturnType<typeof resetPortsOf>>) {
  const papers = (values.paper ?? []).map(paperOf);
  const form = await formOf(values, home);
  return unwrap(await requestReset(form, papers, ports));
}

/** What the person does not say of the holder is taken from the key. */
async function formOf(values: Values, home: Home): Promise<ResetForm> {
  const { tokens } = await home.listTokens();
  const infos = tokens.map(({ info }) => info);
  const token = unwrap(chooseToken(infos, values.token));
  const seals = sealsOfTokens([token]);
  const wanted = values.seal;
  const seal = seals.find(
    ({ esId, sealName }) => wanted === undefined || wanted === esId || wanted === sealName,
  );
  return {
    tokenSerial: token.serial,
    esId: seal?.esId ?? null,
    sealName: seal?.sealName ?? wanted ?? null,
    holderName: needed('holder', values.holder ?? seal?.holderName),
    holderCode: values['holder-code'] ?? seal?.holderCode ?? null,
    applicant: {
      name: needed('name', values.name),
      role: oneOf<PersonRole>('role', PERSON_ROLES, values.role),
      contact: needed('contact', values.contact),
    },
    purpose: oneOf<ResetPurpose>('purpose', RESET_PURPOSES, values.purpose ?? 'reset'),
    reason: needed('reason', values.reason),
  };
}

/** KIND=FILE */
function paperOf(text: string): ChosenPaper {
  const at = text.indexOf('=');
  const kind = PAPER_KINDS.find((each) => each === text.slice(0, at));
  if (at < 0 || kind === undefined)
    throw usage(`--paper takes KIND=FILE, KIND one of ${PAPER_KINDS.join(', ')}`);
  return { kind: kind satisfies PaperKind, path: resolve(text.slice(at + 1)) };
}

function needed(option: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw usage(`--${option} is needed`);
  return text.trim();
}

function oneOf<T extends string>(option: string, allowed: readonly T[], text: string | undefined): T {
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw usage(`--${option} takes one of ${allowed.join(', ')}`);
  return found;
}
