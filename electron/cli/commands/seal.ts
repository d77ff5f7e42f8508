import { createSealingGate } from '../../services/sealing-gate/create-gate.ts';
import type { SealedFile } from '../../services/document-engine.ts';
import { sealOnRecord } from '../../services/register/acts-on-record.ts';
import { oneFile, parseCommand, particularsOf, pinSourceOf, targetOf, usage } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { recorderOf } from '../recorder.ts';
import { sealingRulesOf } from '../sealing-rules.ts';
import { unwrap } from '../unwrap.ts';
import { chooseSeal } from './choose-seal.ts';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  seal: { type: 'string' },
  'seal-file': { type: 'string' },
  token: { type: 'string' },
  page: { type: 'string' },
  at: { type: 'string' },
  field: { type: 'string' },
  reason: { type: 'string' },
  purpose: { type: 'string' },
  counterpart: { type: 'string' },
  applicant: { type: 'string' },
  approver: { type: 'string' },
  keeper: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `seal IN -o OUT --seal ESID|NAME …`: seals one document with a key. */
export async function seal(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const inputPath = oneFile(positionals, 'input file');
  const { out, seal: name, token, 'seal-file': file } = values;
  if (out === undefined || out === '') throw usage('-o OUT is needed');
  if (name === '' || (name === undefined && file === undefined)) throw usage('--seal ESID or NAME is needed');
  const target = targetOf(values);
  const source = pinSourceOf(values);
  const particulars = particularsOf(values);

  const world = unwrap(await parts.world());
  const chosen = await chooseSeal(parts, world, { seal: name, token, file });
  const reason = values.reason === undefined ? {} : { reason: values.reason };
  const lastTryConfirmed = values['last-try'] === true;
  const request = { inputPath, outputPath: out, chosen, target, lastTryConfirmed, ...reason };
  const pin = await readPin(source);
  try {
    const gate = createSealingGate(await sealingRulesOf(parts, world));
    const ports = { documents: await parts.documents(), tokens: parts.tokens(world), gate };
    const recorder = await recorderOf(parts, world);
    report(unwrap(await sealOnRecord(request, particulars, pin, ports, recorder)), values.json === true);
  } finally {
    pin.fill(0);
  }
  return EXIT.done;
}

function report(sealed: SealedFile, json: boolean): void {
  if (json)
    printJson({
      ok: true,
      output: sealed.path,
      size: sealed.size,
      field: sealed.field,
      signedAt: sealed.signedAt,
      sm3: sealed.sm3After,
    });
  else printLine(`已盖章 sealed: ${sealed.path}`);
}
