import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PdfFixture } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { type DemoWorld, makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { dropFile } from '../fixtures/window/drop-file.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { sealCard } from '../fixtures/window/seal-card.ts';

const CONTRACTS = 30;
const MOST_CLICKS = 12;

/** A contract of three pages, which ends in the lines where two seals go; each has another number. */
function contract(number: number): Uint8Array {
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 9 0 R>>>>/Contents';
  const text = (line: string, y: number): string => `BT /F 12 Tf 90 ${y} Td (${line}) Tj ET`;
  const data = (...lines: readonly string[]) => ({
    entries: '',
    data: new TextEncoder().encode(lines.join('\n')),
  });
  const end = [text('Party A \\(seal\\):', 240), text('Legal representative:', 140)];
  return new PdfFixture()
    .objects({
      1: '<</Type/Catalog/Pages 2 0 R>>',
      2: '<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>',
      3: `${page} 6 0 R>>`,
      4: `${page} 7 0 R>>`,
      5: `${page} 8 0 R>>`,
      6: data(text(`Contract ${number}`, 760)),
      7: data(text('Clause 1. The parties agree.', 760)),
      8: data(...end),
      9: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    })
    .table()
    .bytes();
}

describe('a clerk’s Friday', () => {
  let world: DemoWorld;
  let running: RunningApp;
  const input = join(temporaryFolder(), '合同');

  beforeAll(async () => {
    world = await makeDemoWorld();
    mkdirSync(input);
    for (let number = 1; number <= CONTRACTS; number += 1) {
      writeFileSync(join(input, `合同${String(number).padStart(2, '0')}.pdf`), contract(number));
    }
    running = await launchApp([], { SEALDESK_HOME: world.home });
    await running.window.setViewportSize({ width: 1366, height: 768 });
  });
  afterAll(() => running.close());

  it('seals thirty contracts with the seals of company and representative, by keyword and across edges, in few clicks', async () => {
    const { window } = running;
    const queue = window.getByTestId('queue');
    let clicks = 0;
    const click = async (where: Locator): Promise<void> => {
      clicks += 1;
      await where.click();
    };
    const button = (name: string) => window.getByRole('button', { name, exact: true });
    const seal = (ending: string) => sealCard(window, `${world.companies[0]?.name ?? ''}${ending}`);
    const keyword = async (words: string): Promise<void> => {
      await click(button('关键字'));
      await window.getByLabel('关键字', { exact: true }).fill(words);
      await window.keyboard.press('Enter');
      await window.getByTestId('position').getByText(`关键字“${words}” 1 处`).waitFor();
    };

    await dropFile(window, input);
    await click(queue.getByText('合同01.pdf'));
    await click(seal('公章'));
    await keyword('Party A (seal)');
    await click(button('骑缝章'));
    await click(button('另一枚印章…'));
    await click(seal('法定代表人名章'));
    await keyword('Legal representative');
    await window.screenshot({ path: proofPath('screenshots', 'clerks-friday-1-placed.png') });
    await click(queue.getByRole('button', { name: '检查全部' }));
    await click(queue.getByRole('button', { name: `盖章（${CONTRACTS} 份）` }));
    await queue.getByLabel('保护口令').fill(world.pin);
    await click(queue.getByRole('button', { name: '确认盖章' }));
    await expect
      .poll(() => queue.locator('[data-state=sealed]').count(), { timeout: 120_000, interval: 250 })
      .toBe(CONTRACTS);
    await window.screenshot({ path: proofPath('screenshots', 'clerks-friday-2-sealed.png') });

    const outputs = readdirSync(join(input, '已盖章')).filter((name) => name.endsWith('.pdf'));
    const { stdout } = await sealdesk(['verify', '--json', '--recursive', join(input, '已盖章')], {
      home: world.home,
    });
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { verdict: string; signatures: readonly unknown[] });
    expect(verdicts.map(({ verdict, signatures }) => [verdict, signatures.length])).toEqual(
      outputs.map(() => ['valid', 2]),
    );
    writeProof('clerks-friday', { contracts: outputs.length, clicks });
    expect([outputs.length, clicks <= MOST_CLICKS]).toEqual([CONTRACTS, true]);
  });
});
