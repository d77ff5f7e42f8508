import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { inProject } from '../../setup/project.mjs';
import { driveC, runInWine, windowsPath } from './wine.mjs';

/** How long what was done may take to show. */
const PATIENCE_MS = 20_000;

/** What was done under Wine and what came of it, line by line, for who reads the proof. */
export class WineTranscript {
  #lines = [];
  #name;
  /** Steps that were as expected. */
  count = 0;

  /** @param {string} name of the file in out/proof, without its extension */
  constructor(name) {
    this.#name = name;
  }

  /**
   * Runs a program. @param {string} program a path of Linux, or the name of one of Windows' own
   * @throws Error when it ends otherwise than expected
   */
  async run(what, program, args, { status = 0, env = {} } = {}) {
    const start = performance.now();
    const named = program.includes('/') ? windowsPath(program) : program;
    const outcome = await runInWine(named, args, { cwd: driveC, env });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const said = `${outcome.stdout}${outcome.stderr}`.trim().split('\n').slice(0, 12).join('\n    ');
    this.#lines.push(`${what} (${seconds} s, status ${outcome.status})`);
    this.#lines.push(`  > ${[named, ...args].join(' ')}`.replaceAll(inProject(), '<project>'));
    if (said !== '') this.#lines.push(`    ${said}`);
    if (outcome.status !== status)
      throw new Error(`${what}: status ${outcome.status}, not ${status}\n${said}`);
    this.count += 1;
    return outcome;
  }

  /**
   * Expects that something comes true soon: Windows Installer may end a little later than who has called it.
   * @param {() => boolean | Promise<boolean>} holds
   */
  async expect(what, holds) {
    const end = performance.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (performance.now() > end) {
        this.#lines.push(`  NOT SO: ${what}`);
        throw new Error(`not so: ${what}`);
      }
      await setTimeout(200);
    }
    this.#lines.push(`  ok: ${what}`);
    this.count += 1;
  }

  /** Expects an entry so often in the PATH that a key of the registry holds. */
  async expectPath(what, key, entry, times) {
    await this.expect(`${what} (${times})`, async () => {
      const { stdout } = await runInWine('reg', ['query', key, '/v', 'PATH'], { cwd: driveC });
      return stdout.toLowerCase().split(entry.toLowerCase()).length - 1 === times;
    });
  }

  /** Expects a text among the values of a key; with null, that the key has none of this program. */
  async expectValue(what, key, text) {
    await this.expect(what, async () => {
      const { stdout } = await runInWine('reg', ['query', key], { cwd: driveC });
      return text === null ? !stdout.includes('SealDesk') : stdout.includes(text);
    });
  }

  /** Makes Wine a Windows of another version. */
  async windows(version) {
    await this.run(`Wine is ${version}`, 'winecfg', ['-v', version]);
  }

  async write() {
    await mkdir(inProject('out/proof'), { recursive: true });
    await writeFile(inProject('out/proof', `${this.#name}.txt`), `${this.#lines.join('\n')}\n`);
  }
}
