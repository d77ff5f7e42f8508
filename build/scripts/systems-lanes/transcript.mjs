import { mkdir, writeFile } from 'node:fs/promises';
import { inProject } from '../setup/project.mjs';

/** Keeps what a lane did, command by command, and what held. */
class Transcript {
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

  /** What held and what did not, as a lane answers. */
  get counts() {
    return { passed: this.#passed, failed: this.#failed };
  }

  async write(name) {
    await mkdir(inProject('out/proof'), { recursive: true });
    const last = `${this.#passed} passed, ${this.#failed} failed`;
    await writeFile(inProject('out/proof', `${name}.txt`), [...this.#lines, last, ''].join('\n'));
  }
}

/**
 * Does work with a transcript, which is written to out/proof however the work ends.
 * @param {string} name of the file, without its extension
 * @param {(transcript: Transcript) => Promise<void>} work
 * @returns {Promise<{ passed: number, failed: number }>} the counts, as a lane answers
 */
export async function withTranscript(name, work) {
  const transcript = new Transcript();
  try {
    await work(transcript);
  } finally {
    await transcript.write(name);
  }
  return transcript.counts;
}
