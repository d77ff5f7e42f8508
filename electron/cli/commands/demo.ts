import { resolve } from 'node:path';
import type { CommandContext } from '../command-context.ts';
import { oneFile, parseCommand } from '../arguments.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';
import { demoConfirm, demoEnrol } from './demo-enrol.ts';

/** `demo DIR`: makes a demonstration world, or describes the one that is there; also `enrol` and `confirm`. */
export async function demo(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const [first, ...rest] = args;
  if (first === 'enrol') return demoEnrol(rest, context);
  if (first === 'confirm') return demoConfirm(rest, context);
  const { positionals } = parseCommand(args, { json: { type: 'boolean' } });
  const { world } = await context.openHome(resolve(oneFile(positionals, 'folder')));
  printLine(JSON.stringify(unwrap(world), null, 2));
  return EXIT.done;
}
