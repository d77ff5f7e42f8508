import { createInterface } from 'node:readline/promises';
import { undisturbed } from '../print/printing.ts';

/** Asks the person at the terminal. Anything but a plain yes is a no. */
export async function askForYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await undisturbed(() => terminal.question(`${question} `));
    return /^(y|yes|是|对)$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
