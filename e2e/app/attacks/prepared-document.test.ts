import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { latin1Bytes } from '../../../electron/core/bytes/encodings.ts';
import { onePage, PdfFixture } from '../../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

let running: RunningApp | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

/** A page whose price is behind a white field, with a script, and a font that is not in the file. */
const prepared = new PdfFixture()
  .objects({
    ...onePage('/MediaBox[0 0 595 842]/Annots[5 0 R]', '/OpenAction<</S/JavaScript/JS(0)>>'),
    3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>>>>>',
    4: { entries: '', data: latin1Bytes('BT /F 12 Tf 100 700 Td (The price is 100) Tj ET') },
    5: '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[90 690 390 720]/F 4/MK<</BG[1 1 1]>>>>',
    6: '<</Type/Font/Subtype/TrueType/BaseFont/SimSun/Encoding/WinAnsiEncoding>>',
  })
  .table()
  .bytes();

it('A prepared document is sealed in the window only after a yes to its red findings', async () => {
  const world = await makeDemoWorld();
  const file = join(temporaryFolder(), '待盖章.pdf');
  writeFileSync(file, prepared);
  running = await launchApp([file], { SEALDESK_HOME: world.home });
  const page = new DocumentWindow(running.window);
  const shot = (name: string): Promise<Buffer> =>
    page.window.screenshot({ path: proofPath('screenshots', `preflight-${name}.png`) });
  await page.showPage(1);
  await page.chooseSeal(world.seals[0]?.name ?? '');
  await page.clickPage(1, 60, 150);
  const examined = page.window.getByTestId('preflight');
  await expect.poll(() => examined.getAttribute('data-colour')).toBe('red');
  const codes = await examined
    .locator('[data-code]')
    .evaluateAll((found) => found.map((each) => each.getAttribute('data-code')));
  expect(codes).toEqual(['JAVASCRIPT', 'ANNOTATION_COVERS_TEXT', 'FONT_NOT_EMBEDDED']);
  const apply = page.window.getByRole('button', { name: '盖章', exact: true });
  expect(await apply.isDisabled()).toBe(true);
  await page.window.keyboard.press('Control+Enter');
  expect(await page.window.getByLabel('保护口令', { exact: true }).count()).toBe(0);
  await shot('1-red');

  await examined.getByRole('checkbox').check();
  await shot('2-accepted');
  await page.askPin();
  await page.enterPin(world.pin);
  await page.waitForText('盖章完成');
  await page.window.getByTestId('notes').waitFor();
  await page.window.getByTestId('notes').scrollIntoViewIfNeeded();
  await shot('3-notes');
  expect(existsSync(file.replace('.pdf', '_已盖章.pdf'))).toBe(true);
  const { stdout } = await sealdesk(['register', 'list', '--json'], { home: world.home });
  const { entry } = JSON.parse(stdout.split('\n')[0] ?? '') as { entry: { accepted: readonly string[] } };
  expect(entry.accepted).toEqual(['JAVASCRIPT', 'ANNOTATION_COVERS_TEXT']);
  writeProof('attack-10-prepared-document-window', {
    reproduction: 'A script and a white field over text are sealed in the window without a word',
    before: { commit: '796d57d7', answer: 'the PIN is asked for at once, and the document sealed' },
    now: { codes, accepted: entry.accepted },
  });
});

it('A document that was changed after an earlier seal is never plainly done when it is sealed again', async () => {
  const world = await makeDemoWorld();
  const sealed = join(temporaryFolder(), '合同.pdf');
  const [company] = world.companies;
  const [first] = company?.seals ?? [];
  const who = ['--seal', first?.esId ?? '', '--token', company?.tokenSerial ?? ''];
  const made = await sealdesk(
    ['seal', world.contract, '-o', sealed, ...who, '--at', '60,150', '--pin-env', 'PIN'],
    { home: world.home, env: { PIN: world.pin } },
  );
  expect(made.status, made.stderr).toBe(0);
  const changed = readFileSync(sealed);
  // The comment behind the header: readers pass over it, the seal covers it.
  changed[12] = (changed[12] ?? 0) ^ 1;
  writeFileSync(sealed, changed);
  running = await launchApp([sealed], { SEALDESK_HOME: world.home });
  const page = new DocumentWindow(running.window);
  await page.showPage(1);
  await page.chooseSeal(first?.name ?? '');
  await page.clickPage(1, 60, 100);
  await page.window.getByTestId('preflight').getByRole('checkbox').check();
  await page.askPin();
  await page.enterPin(world.pin);
  await page.waitForText('已盖章，但文件里有无效的签章');
  expect(await page.window.getByText('盖章完成').count()).toBe(0);
  await page.window.screenshot({ path: proofPath('screenshots', 'sealed-after-change.png') });
});
