import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal. Anything but a plain yes is a no. */
export async function askForYes(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes|是|对)$/i.test((await terminal.question(`${question} `)).trim());
  } finally {
    terminal.close();
  }
}
