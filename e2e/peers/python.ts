import { spawnSync } from 'node:child_process';
import type { z } from 'zod';

/** Runs a script of Python over files, for each of which it prints one line of JSON. @throws Error if it fails on one */
export function answersOfPython<Answer>(
  script: string,
  paths: readonly string[],
  answer: z.ZodType<Answer>,
): readonly Answer[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', script, ...paths], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`python3: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => answer.parse(JSON.parse(line)));
}
