import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { onePage, PdfFixture } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { latin1Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { Preflight } from '../../../electron/shared/model/preflight.ts';
import type { RegisteredEntry } from '../../../electron/shared/model/register.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

const BEFORE = { commit: '796d57d7' };

/** A contract whose price is behind a white field that a script takes away on the first of January. */
const prepared = new PdfFixture()
  .objects({
    ...onePage('/MediaBox[0 0 595 842]/Annots[5 0 R]', '/OpenAction<</S/JavaScript/JS(hide)>>'),
    4: { entries: '', data: latin1Bytes('BT /F 12 Tf 100 700 Td (The price is 100) Tj ET') },
    5: '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[90 690 390 720]/F 4/MK<</BG[1 1 1]>>>>',
  })
  .table()
  .bytes();

/** A page whose text lies in an object stream that a later revision is to bring. */
const unresolved = new PdfFixture()
  .objects(onePage('/MediaBox[0 0 595 842]/Annots[7 0 R]'))
  .xrefStream(new Map([[7, [8, 0] as const]]))
  .bytes();

describe('A document that was prepared to look different after sealing', () => {
  let world: DemoWorld;
  let folder: string;
  beforeAll(async () => {
    world = await makeDemoWorld();
    folder = temporaryFolder();
  });

  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, cwd: folder, env: { PIN: world.pin } });
  const seal = (input: string, output: string, ...more: readonly string[]) =>
    command(
      ...['seal', input, '-o', output, '--seal', world.seals[0]?.esId ?? '', '--at', '60,90'],
      ...['--pin-env', 'PIN', '--json', ...more],
    );
  const check = async (file: string, ...more: readonly string[]) => {
    const { status, stdout } = await command('check', file, '--json', ...more);
    const { colour, rows, toAccept } = JSON.parse(stdout) as Preflight;
    return {
      status,
      colour,
      rows,
      toAccept,
      codes: rows.flatMap(({ findings }) => findings.map(({ code }) => code)),
    };
  };
  const lastEntry = async (): Promise<RegisteredEntry['entry'] | undefined> => {
    const { stdout } = await command('register', 'list', '--json');
    return (JSON.parse(stdout.split('\n')[0] ?? '') as RegisteredEntry).entry;
  };

  it('is sealed only with a yes to each red finding, which stands in the register', async () => {
    writeFileSync(join(folder, 'prepared.pdf'), prepared);
    const found = await check('prepared.pdf');
    expect(found).toMatchObject({
      status: 1,
      colour: 'red',
      codes: ['JAVASCRIPT', 'ANNOTATION_COVERS_TEXT'],
    });
    const refused = await seal('prepared.pdf', 'no.pdf', '--accept', 'JAVASCRIPT');
    expect(refused.status).toBe(65);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'PREFLIGHT_NOT_ACCEPTED', details: { findings: 'ANNOTATION_COVERS_TEXT' } },
    });
    expect(await lastEntry()).toMatchObject({ result: 'PREFLIGHT_NOT_ACCEPTED', accepted: null });

    const both = found.toAccept.flatMap((code) => ['--accept', code]);
    expect((await seal('prepared.pdf', 'yes.pdf', ...both)).status).toBe(0);
    const entry = await lastEntry();
    expect(entry).toMatchObject({ result: 'done', accepted: ['JAVASCRIPT', 'ANNOTATION_COVERS_TEXT'] });
    expect((await command('register', 'verify')).status).toBe(0);

    writeFileSync(join(folder, 'unresolved.pdf'), unresolved);
    expect(await check('unresolved.pdf')).toMatchObject({ status: 1, codes: ['SHOWN_ENTRY_UNRESOLVED'] });
    const never = await seal('unresolved.pdf', 'no.pdf', '--accept', 'SHOWN_ENTRY_UNRESOLVED');
    expect(JSON.parse(never.stdout)).toMatchObject({ error: { code: 'PREFLIGHT_REFUSED' } });
    writeProof('attack-10-prepared-document', {
      reproduction:
        'A script, a white field over text and an object that does not exist are sealed without a word',
      before: { ...BEFORE, answer: 'sealed, exit status 0, nothing said' },
      now: { found, refused: JSON.parse(refused.stdout) as unknown, accepted: entry?.accepted },
    });
  });

  it('is sealed after tampering only with a yes of its own', async () => {
    expect(await check(world.contract, '--seal', world.seals[0]?.esId ?? '')).toMatchObject({
      status: 0,
      colour: 'green',
    });
    expect((await seal(world.contract, 'sealed.pdf')).status).toBe(0);
    expect(await check('sealed.pdf')).toMatchObject({ status: 0, codes: [] });
    const sealed = readFileSync(join(folder, 'sealed.pdf'));
    sealed[5000] = (sealed[5000] ?? 0) ^ 1;
    writeFileSync(join(folder, 'tampered.pdf'), sealed);
    const found = await check('tampered.pdf');
    expect(found).toMatchObject({ status: 1, codes: ['SIGNATURE_INVALID'] });
    const refused = await seal('tampered.pdf', 'again.pdf');
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'PREFLIGHT_NOT_ACCEPTED', details: { findings: 'SIGNATURE_INVALID' } },
    });
    expect((await seal('tampered.pdf', 'again.pdf', '--accept', 'SIGNATURE_INVALID')).status).toBe(0);
    expect(await lastEntry()).toMatchObject({ result: 'done', accepted: ['SIGNATURE_INVALID'] });
    writeProof('attack-10-seal-over-tampered', {
      reproduction: 'A second seal over a document that was changed after its first seal',
      before: { ...BEFORE, answer: 'sealed, exit status 0, nothing said' },
      now: { found, refused: JSON.parse(refused.stdout) as unknown },
    });
  });
});
