import type { HealthReport } from '../../shared/model/health.ts';
import { healthChecks, healthStates } from '../../shared/texts/health-texts.ts';
import { shownError } from '../../shared/texts/problem-texts.ts';
import { printLine, SIGNS } from './printing.ts';

/** Prints how an installation is, one thing a line, and below it what to do. */
export function printHealth({ findings }: HealthReport): void {
  for (const { check, state, problems, facts } of findings) {
    const [name, how] = [healthChecks[check], healthStates[state]];
    const told = Object.entries(facts).map(([fact, value]) => `${fact} ${value ?? '–'}`);
    printLine(
      `${SIGNS[state]} ${name['zh-CN']} ${name.en}: ${how['zh-CN']} ${how.en}  ${told.join('  ')}`.trimEnd(),
    );
    for (const problem of problems) {
      for (const language of ['zh-CN', 'en'] as const) {
        const { what, next } = shownError(problem, language);
        printLine(`    ${what} ${next}`);
      }
      printLine(`    [${problem.code}]`);
    }
  }
}
