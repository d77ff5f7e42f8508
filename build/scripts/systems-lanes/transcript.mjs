import { mkdir, writeFile } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';

/** Keeps what a lane did, command by command, and what held; written to out/proof in the end. */
export class Transcript {
  #lines = [];
  #passed = 0;
  #failed = 0;

  /** Notes a command and what it printed, without the middle of a long answer. */
  command(command, { status, output }) {
    const lines = output.trimEnd().split('\n');
    const shown =
      lines.length > 60
        ? [...lines.slice(0, 20), `[${lines.length - 40} lines]`, ...lines.slice(-20)]
        : lines;
    this.#lines.push(`$ ${command}`, ...shown, ...(status === 0 ? [] : [`[status ${status}]`]), '');
  }

  /** Notes whether something holds that was to be shown. */
  expect(what, holds) {
    if (holds) this.#passed += 1;
    else this.#failed += 1;
    this.#lines.push(`${holds ? 'HOLDS' : 'FAILS'}: ${what}`, '');
  }

  /** Writes the transcript. @returns the counts, as a lane answers */
  async end(name) {
    await mkdir(inProject('out/proof'), { recursive: true });
    const counts = { passed: this.#passed, failed: this.#failed };
    const last = `${counts.passed} passed, ${counts.failed} failed`;
    await writeFile(inProject('out/proof', `${name}.txt`), [...this.#lines, last, ''].join('\n'));
    return counts;
  }
}
