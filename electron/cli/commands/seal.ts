import { chosenSeal } from '../../services/list-tokens.ts';
import { findSeal, sealDocument, type ChosenSeal } from '../../services/seal-document.ts';
import type { DemoWorld } from '../../services/demo-world/world-description.ts';
import type { SealedFile } from '../../services/document-engine.ts';
import { CodedError } from '../../shared/errors.ts';
import { oneFile, parseCommand, pinSourceOf, targetOf, usage } from '../arguments.ts';
import type { Composition } from '../composition.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printJson, printLine } from '../printing.ts';
import { unwrap } from '../unwrap.ts';

const OPTIONS = {
  out: { type: 'string', short: 'o' },
  seal: { type: 'string' },
  token: { type: 'string' },
  page: { type: 'string' },
  at: { type: 'string' },
  field: { type: 'string' },
  reason: { type: 'string' },
  'pin-env': { type: 'string' },
  'pin-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `seal IN -o OUT --seal ESID|NAME …`: seals one document with a key. */
export async function seal(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const inputPath = oneFile(positionals, 'input file');
  const { out, seal: name } = values;
  if (out === undefined || out === '') throw usage('-o OUT is needed');
  if (name === undefined || name === '') throw usage('--seal ESID or NAME is needed');
  const target = targetOf(values);
  const source = pinSourceOf(values);

  const world = unwrap(await parts.world());
  const chosen = await choose(parts, world, name, values.token);
  const reason = values.reason === undefined ? {} : { reason: values.reason };
  const request = { inputPath, outputPath: out, chosen, target, ...reason };
  const pin = await readPin(source);
  try {
    const ports = { documents: await parts.documents(), tokens: parts.tokens(world) };
    report(unwrap(await sealDocument(request, pin, ports)), values.json === true);
  } finally {
    pin.fill(0);
  }
  return EXIT.done;
}

async function choose(
  parts: Composition,
  world: DemoWorld,
  name: string,
  token: string | undefined,
): Promise<ChosenSeal> {
  const { tokens, failures } = await parts.listTokens(world);
  const infos = tokens.map(({ info }) => info);
  const failed = failures[0];
  if (infos.length === 0 && failed !== undefined) throw new CodedError(failed.error.code, failed.module);
  const found = unwrap(
    findSeal({ seal: name, ...(token === undefined ? {} : { tokenSerial: token }) }, infos),
  );
  const chosen = chosenSeal(tokens, found.info);
  if (chosen === null) throw new CodedError(found.info.reason ?? 'KEY_NOT_FOUND');
  return chosen;
}

function report(sealed: SealedFile, json: boolean): void {
  if (json)
    printJson({
      ok: true,
      output: sealed.path,
      size: sealed.size,
      field: sealed.field,
      signedAt: sealed.signedAt,
    });
  else printLine(`已盖章 sealed: ${sealed.path}`);
}
