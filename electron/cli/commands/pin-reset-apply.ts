import { applyReset } from '../../services/pin-reset/apply-reset.ts';
import { oneFile, parseCommand } from '../arguments.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { readPin } from '../pin-input.ts';
import { printReset, resetPortsOf } from '../pin-resets.ts';
import { printJson } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';

const OPTIONS = {
  'new-pin-env': { type: 'string' },
  'new-pin-stdin': { type: 'boolean' },
  'last-try': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** `pin-reset apply NUMBER`: uses an approval. Without a new PIN it finishes a reset that was interrupted. */
export async function pinResetApply(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, OPTIONS);
  const number = oneFile(positionals, 'application number');
  const newPin = await newPinOf(values);
  try {
    const ports = await resetPortsOf(await context.home());
    const wanted = { newPin, lastTryConfirmed: values['last-try'] === true };
    const application = unwrap(await applyReset(number, wanted, ports));
    if (values.json === true) printJson({ ok: true, application });
    else printReset(application);
    return EXIT.done;
  } finally {
    newPin?.fill(0);
  }
}

function newPinOf(values: {
  readonly 'new-pin-env'?: string | undefined;
  readonly 'new-pin-stdin'?: boolean | undefined;
}): Promise<Uint8Array | null> {
  const name = values['new-pin-env'];
  if (name !== undefined) return readPin({ kind: 'env', name });
  return values['new-pin-stdin'] === true ? readPin({ kind: 'stdin' }) : Promise.resolve(null);
}
