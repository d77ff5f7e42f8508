import type { Composition } from '../composition.ts';
import { oneFile, parseCommand } from '../arguments.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printLine } from '../printing.ts';
import { unwrap } from '../../shared/result.ts';
import { demoConfirm, demoEnrol } from './demo-enrol.ts';

/** `demo DIR`: makes a demonstration world, or describes the one that is there; also `enrol` and `confirm`. */
export async function demo(args: readonly string[], parts: Composition): Promise<ExitStatus> {
  const [first, ...rest] = args;
  if (first === 'enrol') return demoEnrol(rest, parts);
  if (first === 'confirm') return demoConfirm(rest, parts);
  const { positionals } = parseCommand(args, { json: { type: 'boolean' } });
  const world = unwrap(await parts.makeWorld(oneFile(positionals, 'folder')));
  printLine(JSON.stringify(world, null, 2));
  return EXIT.done;
}
