import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { REPLACEMENTS } from '../../electron/adapters/files/fixtures/replaced-files.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

const LAST_PAGE = 4;
/** A wrong PIN: if the key were used, it would cost a try. */
const WRONG_PIN = '000000';

describe('a document that changes while the window shows it', () => {
  let world: DemoWorld;
  let contract: string;
  let copies: string;
  let running: RunningApp | undefined;

  beforeAll(async () => {
    world = await makeDemoWorld();
    copies = join(world.home, 'open-documents');
  });
  beforeEach(() => {
    contract = join(temporaryFolder(), '合同.pdf');
    copyFileSync(world.contract, contract);
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  async function open(): Promise<DocumentWindow> {
    running = await launchApp([contract], { SEALDESK_HOME: world.home });
    const shown = new DocumentWindow(running.window);
    await shown.showPage(LAST_PAGE);
    return shown;
  }

  const pinOf = async (): Promise<unknown> => {
    const listed = await sealdesk(['tokens', '--json'], { home: world.home });
    const tokens = listed.stdout.trim().split('\n');
    return tokens
      .map((line) => JSON.parse(line) as { serial: string; pin: unknown })
      .find(({ serial }) => serial === world.companies[0]?.tokenSerial)?.pin;
  };

  it.each(REPLACEMENTS)('is refused before the PIN is used when it %s', async (how, replace) => {
    const before = await pinOf();
    const shown = await open();
    const seal = world.companies[0]?.seals.find(({ kind }) => kind === '合同专用章');
    await shown.chooseSeal(seal?.name ?? '');
    await shown.clickPage(LAST_PAGE, 50, 96);
    await shown.askPin();
    const forged = readFileSync(contract);
    forged[9000] = (forged[9000] ?? 0) ^ 1;
    replace(contract, forged);
    await shown.enterPin(WRONG_PIN);
    await shown.waitForText('代码 FILE_CHANGED');
    await shown.waitForText('重新打开文件');
    const index = REPLACEMENTS.findIndex(([name]) => name === how) + 1;
    await shown.window.screenshot({ path: proofPath('screenshots', `changed-document-${index}.png`) });
    expect(existsSync(contract.replace('.pdf', '_已盖章.pdf'))).toBe(false);
    await running?.close();
    running = undefined;
    expect(await pinOf()).toEqual(before);
    writeProof(`changed-document-${index}`, { command: `opened, ${how}, sealed`, answer: 'FILE_CHANGED' });
  });

  it('has one private copy while it is shown, and none of it or of a crash afterwards', async () => {
    mkdirSync(copies, { recursive: true });
    writeFileSync(join(copies, 'left-over.pdf'), 'of a crash');
    await open();
    const during = readdirSync(copies);
    await running?.close();
    running = undefined;
    expect(during).toHaveLength(1);
    expect(during).not.toContain('left-over.pdf');
    expect(readdirSync(copies)).toEqual([]);
  });
});
