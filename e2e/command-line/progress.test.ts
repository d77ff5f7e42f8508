import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atTerminal } from '../fixtures/commands/at-terminal.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { standInOffice, WORD_DOCUMENT } from '../fixtures/commands/stand-in-office.ts';

describe('a command that takes more than a second', () => {
  const folder = temporaryFolder();
  const documents = ['one.docx', 'two.docx'].map((name) => join(folder, name));
  for (const path of documents) writeFileSync(path, WORD_DOCUMENT);
  const [one = '', two = ''] = documents;
  const home = join(folder, 'home');
  const { env } = standInOffice('hangs');

  it('says on a terminal how long it works, and clears the line before it prints', async () => {
    const { shown } = await atTerminal(['convert', one, '--seconds', '3'], [], {
      ...env,
      SEALDESK_HOME: home,
    });
    expect(shown).toContain('\r\u001B[K正在转换 converting  2 s');
    // The last drawing is cleared before the first word of the report.
    expect(shown).toMatch(new RegExp(`converting {2}\\d s\r\u001B\\[K${one}`));
    expect(shown.slice(shown.indexOf(one))).toContain('[OFFICE_PROGRAM_HUNG]');
    expect(shown.slice(shown.indexOf(one))).not.toContain('converting');
  });

  it('says of several files how many are done', async () => {
    const args = ['convert', one, two, '--seconds', '2'];
    const { shown } = await atTerminal(args, [], { ...env, SEALDESK_HOME: home });
    expect(shown).toContain('正在转换 converting  0 %  0/2 份 files');
    expect(shown).toContain('正在转换 converting  50 %  1/2 份 files');
  });

  it('shows nothing of that to programs', async () => {
    const json = await atTerminal(['convert', one, '--seconds', '2', '--json'], [], {
      ...{ ...env, SEALDESK_HOME: home },
    });
    const piped = await sealdesk(['convert', one, '--seconds', '2'], { home, env });
    expect(json.shown).toContain('"ok":false');
    for (const text of [json.shown, piped.stdout, piped.stderr]) expect(text).not.toContain('正在转换');
  });
});
