import { copyFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { launchApp, type RunningApp } from '../fixtures/window/launch-app.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { proofPath, writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { showSealsPlace } from '../fixtures/window/seals-place.ts';
import { sealCard } from '../fixtures/window/seal-card.ts';

const LAST_PAGE = 4;

/** What a person sees of lost seals in one app, and does about them. */
class LossWindow {
  readonly running: RunningApp;
  readonly documentWindow: DocumentWindow;

  constructor(running: RunningApp) {
    this.running = running;
    this.documentWindow = new DocumentWindow(running.window);
  }

  goToDocument(): Promise<void> {
    return this.button('文档').click();
  }

  showReports(): Promise<void> {
    return showSealsPlace(this.running.window, 'cases');
  }

  button(name: string): Locator {
    return this.running.window.getByRole('button', { name, exact: true });
  }

  card(name: string): Locator {
    return sealCard(this.running.window, name);
  }

  async look(name: string): Promise<void> {
    await this.running.window.screenshot({ path: proofPath('screenshots', `loss-report-${name}.png`) });
  }

  async report(seal: string): Promise<void> {
    const { window } = this.running;
    await this.showReports();
    await this.button('挂失印章').click();
    await window.locator('.life-seal').filter({ hasText: seal }).getByRole('checkbox').check();
    await window.getByLabel('姓名').fill('王小敏');
    await window.getByLabel('联系方式（电话或邮箱）').fill('0755-0000 0009');
    await window.getByLabel('情况说明').fill('USB Key 于出租车上遗失');
  }

  /** Has the code sent to the mailbox, since the telephone is lost too, and enters it. */
  async authorise({ operator }: TestPlatform): Promise<void> {
    const { window } = this.running;
    await this.button('去核实').click();
    await window.getByLabel('验证码发送到').selectOption('office');
    await this.look('3-authorise');
    await this.button('发送验证码').click();
    await this.documentWindow.waitForText('还可以试 3 次');
    await window.getByLabel('六位验证码').fill(await operator.lastCode());
    await this.look('3-code');
    await this.button('核实并提交').click();
  }

  async sealOnce(name: string): Promise<void> {
    await this.goToDocument();
    await this.card(name).first().click();
    await this.documentWindow.clickPage(LAST_PAGE, 50, 96);
  }
}

async function openApp(world: DemoWorld): Promise<LossWindow> {
  const contract = join(temporaryFolder(), '合同.pdf');
  copyFileSync(world.contract, contract);
  const opened = new LossWindow(await launchApp([contract], { SEALDESK_HOME: world.home }));
  opened.running.window.setDefaultTimeout(20_000);
  await opened.documentWindow.showPage(LAST_PAGE);
  return opened;
}

const firstSeal = (world: DemoWorld): { readonly esId: string; readonly name: string } => {
  const [seal] = world.seals;
  if (seal === undefined) throw new Error('a world has seals');
  return seal;
};

const BARRED = '这枚印章已挂失';

async function openWorld(profile: string, app: { current: LossWindow | null }): Promise<OpenedWorld> {
  const world = await makeDemoWorld();
  const platform = await startPlatform(world, { profile });
  const synced = await sealdesk(['sync'], { home: world.home });
  expect(synced.status, synced.stderr).toBe(0);
  return { world, platform, seal: firstSeal(world), open: async () => (app.current = await openApp(world)) };
}

interface OpenedWorld {
  readonly world: DemoWorld;
  readonly platform: TestPlatform;
  readonly seal: ReturnType<typeof firstSeal>;
  open(): Promise<LossWindow>;
}

describe('a lost seal under rules without a withdrawal (中山)', () => {
  const running: { current: LossWindow | null } = { current: null };
  let opened: OpenedWorld;
  let app: LossWindow;

  beforeAll(async () => {
    opened = await openWorld('zhongshan', running);
    await opened.platform.operator.offline();
    app = await opened.open();
  });
  afterAll(() => running.current?.running.close());

  it('stops at once, offline, without key or PIN, and the held login ends', async () => {
    const { seal, world } = opened;
    await app.sealOnce(seal.name);
    await app.documentWindow.askPin();
    await app.running.window.getByRole('checkbox', { name: '5 分钟内连续盖章不再输入口令' }).check();
    await app.documentWindow.enterPin(world.pin);
    await app.documentWindow.waitForText('盖章完成');
    await app.running.window.getByTestId('held-pin').waitFor();
    await app.report(seal.name);
    await app.look('1-form');
    await app.button('立即挂失').click();
    const left = app.running.window.getByTestId('seals-left');
    const others = world.companies[0]?.seals.filter(({ name }) => name !== seal.name) ?? [];
    expect((await left.getByRole('listitem').allInnerTexts()).sort()).toEqual(
      others.map(({ name }) => name).sort(),
    );
    await app.look('1-asked-again');
    expect(await sealWithCommand(world, seal.name)).toMatchObject({ ok: true });
    await app.button('确认挂失 1 枚印章').click();
    await app.documentWindow.waitForText('已挂失，印章已停用。');
    await app.documentWindow.waitForText('等待送达：下次同步时发送');
    await app.running.window.getByTestId('held-pin').waitFor({ state: 'detached' });
    await app.look('2-reported-offline');
    await app.goToDocument();
    await app.button('再盖一枚印章').click();
    expect(await app.card(seal.name).first().locator('input').isDisabled()).toBe(true);
    await app.look('3-barred');
    expect(await sealWithCommand(world, seal.name)).toMatchObject({
      ok: false,
      error: {
        code: 'SEALING_LOSS_REPORTED',
        details: { number: expect.stringMatching(/^LOCAL-\d{8}-/) as string },
      },
    });
  });

  it('is reported to the platform once it answers, and a notice is drafted', async () => {
    const { platform, seal } = opened;
    await platform.operator.online();
    await syncFromWindow(app);
    await app.showReports();
    await app.documentWindow.waitForText('待核实：核实后平台才受理');
    await app.authorise(platform);
    await app.documentWindow.waitForText('挂失申报中，平台尚未决定');
    const [filed] = await platform.operator.applications();
    await platform.operator.approve(filed?.number ?? '');
    await syncFromWindow(app);
    await app.documentWindow.waitForText('平台已停用');
    await app.button('告知相对方').click();
    const notice = app.running.window.getByLabel('告知函', { exact: true });
    expect(await notice.inputValue()).toContain(`电子印章“${seal.name}”`);
    await app.look('4-notice');
    await app.button('关闭').click();
    expect(await platform.operator.applications()).toMatchObject([{ kind: 'lossReport', state: 'inForce' }]);
  });

  it('remains stopped: no withdrawal is offered', async () => {
    await app.documentWindow.waitForText('本地区的规定没有挂失的撤回');
    expect(await app.button('申请撤回').count()).toBe(0);
    await app.look('5-no-withdrawal');
    writeProof('loss-report-final', {
      command: 'Playwright in a real Electron, sandbox platform under 中山',
      filed: await opened.platform.operator.applications(),
    });
  });
});

describe('a lost seal under rules with a withdrawal (广西)', () => {
  const running: { current: LossWindow | null } = { current: null };
  let opened: OpenedWorld;
  let app: LossWindow;

  beforeAll(async () => {
    opened = await openWorld('guangxi', running);
    app = await opened.open();
  });
  afterAll(() => running.current?.running.close());

  it('can be reported while its key is pulled, and is stopped when the key comes back', async () => {
    const { seal, world } = opened;
    await app.showReports();
    const tokens = join(dirname(world.pkcs11Module), 'tokens');
    const away = join(temporaryFolder(), 'pulled');
    renameSync(tokens, away);
    await app.documentWindow.waitForText('USB Key · 未插入');
    await app.report(seal.name);
    await app.look('6-without-the-key');
    await app.button('立即挂失').click();
    await app.button('确认挂失 1 枚印章').click();
    await app.documentWindow.waitForText('待核实：核实后平台才受理');
    const [filed] = await opened.platform.operator.applications();
    await opened.platform.operator.confirmCall(filed?.number ?? '');
    await opened.platform.operator.approve(filed?.number ?? '');
    await syncFromWindow(app);
    await app.documentWindow.waitForText('平台已停用');
    renameSync(away, tokens);
    await showSealsPlace(app.running.window, 'seals');
    await app.documentWindow.waitForText(BARRED);
    await app.look('7-in-force');
    await app.showReports();
  });

  it('remains stopped until the platform has approved the withdrawal', async () => {
    const { seal, platform } = opened;
    await app.button('申请撤回').click();
    await app.running.window.getByLabel('撤回理由').fill('已找回，未离开本单位');
    await app.look('8-withdrawal');
    await app.button('提交撤回申请').click();
    await app.documentWindow.waitForText('平台审核中');
    await showSealsPlace(app.running.window, 'seals');
    await app.documentWindow.waitForText(BARRED);
    await app.showReports();
    const [report] = await platform.operator.applications();
    await platform.operator.approve(report?.number ?? '');
    await syncFromWindow(app);
    await app.documentWindow.waitForText('已撤回，印章恢复');
    await app.look('9-withdrawn');
    await app.goToDocument();
    await app.running.window.getByText(BARRED).waitFor({ state: 'detached' });
    expect(await app.card(seal.name).first().locator('input').isDisabled()).toBe(false);
    writeProof('loss-report-withdrawn', {
      command: 'Playwright in a real Electron, sandbox platform under 广西',
      filed: await platform.operator.applications(),
    });
  });
});

interface CommandOutcome {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly details?: unknown };
}

async function sealWithCommand(world: DemoWorld, seal: string): Promise<CommandOutcome> {
  const out = join(temporaryFolder(), 'sealed.pdf');
  const sealed = await sealdesk(
    ['seal', world.contract, '--out', out, '--seal', seal, '--at', '50,96', '--pin-env', 'PIN', '--json'],
    { home: world.home, env: { PIN: world.pin } },
  );
  return JSON.parse(sealed.stdout) as CommandOutcome;
}

/** Synchronises as a person does, with the button in the status strip. */
async function syncFromWindow(app: LossWindow): Promise<void> {
  await app.button('立即同步').first().click();
}
