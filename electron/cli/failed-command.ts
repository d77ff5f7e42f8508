import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { CodedError } from '../shared/errors.ts';
import type { ExitStatus } from './end/exit-status.ts';
import { statusOfError } from './end/outcome-status.ts';
import { errorJson, printError, printJson } from './print/printing.ts';
import { usageFound, usageLines } from './usage.ts';

/**
 * Prints an error once, in both languages, and as JSON where that was asked for.
 * @param program the whole command line
 * @param args what was called
 * @returns the exit status of the command
 */
export function fail(error: unknown, program: CommandUnknownOpts, args: readonly string[]): ExitStatus {
  const command = calledIn(program, args);
  const found = error instanceof CommanderError;
  const json = args.includes('--json');
  const known = found ? usageFound(error, command, args) : error;
  if (!(known instanceof CodedError)) return failUnexpectedly(known, json);
  if (known.code === 'USAGE') process.stderr.write(`${usageLines(known, command)}\n`);
  else printError(known.toAppError());
  if (json) printJson(errorJson(known.toAppError()));
  return statusOfError(known.code);
}

function failUnexpectedly(error: unknown, json: boolean): ExitStatus {
  printError({ code: 'INTERNAL' });
  if (json) printJson(errorJson({ code: 'INTERNAL' }));
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return statusOfError('INTERNAL');
}

/** Finds the command that arguments name, and goes no deeper than they are right. */
function calledIn(command: CommandUnknownOpts, args: readonly string[]): CommandUnknownOpts {
  const [name, ...rest] = args;
  const found = command.commands.find((each) => each.name() === name);
  return found === undefined ? command : calledIn(found, rest);
}
