import { config } from 'zod';

/**
 * Has this process or thread check messages without compiling a checker for each schema. Compiling takes longer than checking where a
 * few messages are checked in a whole life: a token host, an examiner, a command that only looks.
 */
export function checkFewMessages(): void {
  config({ jitless: true });
}
