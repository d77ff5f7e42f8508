import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { ENROLLED } from '../../electron/services/demo-world/companies.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { freshToken } from '../fixtures/keys/fresh-token.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';
import { onePagePdf } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';

const PIN = '246813';
const PERSON = ['--name', '王小敏', '--contact', '0571-0000 0009'];

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> };
  readonly application?: {
    readonly number: string;
    readonly state: string;
    readonly demanded: readonly string[];
    readonly newSeal: { readonly esId: string; readonly name: string } | null;
  };
  readonly verdict?: string;
  readonly signatures?: readonly { readonly seal: { readonly name: string } | null }[];
}

interface ListedSeal {
  readonly esId: string;
  readonly history: boolean;
  readonly reason: string | null;
}

describe('an enterprise without a seal on the command line', () => {
  let world: DemoWorld;
  let platform: TestPlatform;
  let folder: string;
  let serial: string;
  let paper: string;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { profile: 'zhongshan' });
    folder = temporaryFolder();
    paper = join(folder, '证件.pdf');
    writeFileSync(paper, onePagePdf());
    serial = await freshToken(world, PIN);
    expect((await run('sync')).status).toBe(0);
  });

  const run = (...args: readonly string[]) =>
    sealdesk(args, { home: world.home, cwd: folder, env: { PIN, OLD_PIN: world.pin } });
  const ask = async (...args: readonly string[]): Promise<Answer> =>
    JSON.parse((await run(...args, '--json')).stdout) as Answer;
  const issue = (code: string, ...more: readonly string[]): Promise<Answer> =>
    ask(
      ...['issue', '--kind', '合同专用章', '--holder', ENROLLED.name, '--holder-code', code],
      ...['--representative', ENROLLED.legalRepresentative, ...PERSON, '--token', serial, '--pin-env', 'PIN'],
      ...more,
    );

  it('applies with papers, gets its first seal onto the key, and seals with it', async () => {
    const wrong = await issue('914403000000000018');
    expect(wrong.error).toMatchObject({ code: 'PLATFORM_REFUSED', details: { status: 422 } });
    const macros = join(folder, '授权书.docm');
    writeFileSync(macros, Buffer.from('PK\u0003\u0004 word/vbaProject.bin', 'latin1'));
    const begun = await issue(ENROLLED.taxNumber, '--paper', `identity=${macros}`);
    expect(begun.error?.code).toBe('LIFE_PAPER_ACTIVE');
    expect((await issue(ENROLLED.taxNumber)).error?.code).toBe('LIFE_APPLICATION_OPEN');
    const [drafted] = await platform.operator.applications();
    const number = drafted?.number ?? '';
    const papers = (...kinds: readonly string[]) => kinds.flatMap((kind) => ['--paper', `${kind}=${paper}`]);
    const short = await ask('application', 'submit', number, ...papers('identity', 'authorisation'));
    expect(short.error).toMatchObject({
      code: 'LIFE_PAPERS_MISSING',
      details: { missing: 'businessLicence' },
    });
    const submitted = await ask('application', 'submit', number, ...papers('businessLicence'));
    expect(submitted.application).toMatchObject({ state: 'underReview', newSeal: null });
    expect((await ask('application', 'store', number, '--pin-env', 'PIN')).error?.code).toBe(
      'LIFE_NEW_SEAL_NOT_READY',
    );
    await platform.operator.approve(number);
    const stored = await ask('application', 'store', number, '--pin-env', 'PIN');
    expect(stored.error).toBeUndefined();
    expect(stored).toMatchObject({
      ok: true,
      application: { newSeal: { name: `${ENROLLED.name}合同专用章` } },
    });
    await run('sync');
    const esId = stored.application?.newSeal?.esId ?? '';
    const out = join(folder, '已盖章.pdf');
    const sealed = await ask(
      ...['seal', world.contract, '--out', out, '--seal', esId, '--at', '50,96', '--pin-env', 'PIN'],
    );
    expect(sealed.ok).toBe(true);
    const verified = await ask('verify', out);
    expect(verified).toMatchObject({ verdict: 'valid', signatures: [{ seal: { esId } }] });
    writeProof('first-seal', {
      command:
        'sealdesk issue, application submit, application store, seal, verify; sandbox platform under 中山',
      number,
      stored: stored.application,
      verdict: verified.verdict,
    });
  });

  it('cancels a seal with a written application that bears the company seal (宿迁 第二十三条)', async () => {
    await platform.operator.namePolicy('suqian');
    expect((await run('sync')).status).toBe(0);
    const [company, , , , last] = world.seals;
    const cancel = ['cancel', '--seal', last?.esId ?? '', ...PERSON, '--reason', 'dissolved'];
    const drafted = await ask(...cancel, '--pin-env', 'OLD_PIN');
    expect(drafted.application).toMatchObject({
      ...{ state: 'draft', demanded: ['writtenApplication', 'identity', 'authorisation'] },
    });
    const number = drafted.application?.number ?? '';
    const [draft, sealed] = [join(folder, '申请.pdf'), join(folder, '申请_已盖章.pdf')];
    await ask('application', 'draft', number, '-o', draft);
    const written = (file: string) => [
      'application',
      'submit',
      number,
      '--paper',
      `writtenApplication=${file}`,
    ];
    expect((await ask(...written(draft))).error?.code).toBe('LIFE_WRITTEN_UNSEALED');
    const seal = ['seal', draft, '--at', '120,200', '--pin-env', 'OLD_PIN', '--seal', company?.esId ?? ''];
    expect(await ask(...seal, '--out', sealed)).toMatchObject({ ok: true });
    expect((await ask(...written(paper))).error?.code).toBe('LIFE_WRITTEN_OTHER');
    const others = ['identity', 'authorisation'].flatMap((kind) => ['--paper', `${kind}=${paper}`]);
    const submitted = await ask(...written(sealed), ...others);
    expect(submitted.application).toMatchObject({ state: 'underReview' });
    await platform.operator.approve(number);
    await run('sync');
    const again = await ask(
      ...['seal', world.contract, '--out', join(folder, 'x.pdf'), '--at', '50,96'],
      ...['--seal', last?.esId ?? '', '--pin-env', 'OLD_PIN'],
    );
    expect(again.error?.code).toBe('SEALING_CANCELLED');
    writeProof('written-application', {
      profile: '宿迁',
      drafted: drafted.application,
      submitted: submitted.application,
    });
  });

  it('replaces a seal: papers and a sealed application, the new seal written, its picture confirmed, the former one history', async () => {
    const [company, former] = world.seals;
    const applied = await ask(
      ...['replace', '--seal', former?.esId ?? '', ...PERSON, '--reason', 'physicalSealChanged'],
      ...['--pin-env', 'OLD_PIN'],
    );
    expect(applied.application?.demanded).toEqual(['businessLicence', 'identity', 'authorisation']);
    const number = applied.application?.number ?? '';
    const [draft, written] = [join(folder, '换领申请.pdf'), join(folder, '换领申请_已盖章.pdf')];
    await ask('application', 'draft', number, '-o', draft);
    const key = ['--pin-env', 'OLD_PIN', '--seal'];
    await ask('seal', draft, '--at', '120,200', ...key, company?.esId ?? '', '--out', written);
    const papers = ['businessLicence', 'identity', 'authorisation'].map((kind) => `${kind}=${paper}`);
    const submitted = await ask(
      ...['application', 'submit', number, '--paper', `writtenApplication=${written}`],
      ...papers.flatMap((each) => ['--paper', each]),
    );
    expect(submitted.application).toMatchObject({ state: 'underReview', newSeal: null });
    await platform.operator.approve(number);
    const stored = await ask('application', 'store', number, '--pin-env', 'OLD_PIN');
    expect(stored.error).toBeUndefined();
    const esId = stored.application?.newSeal?.esId ?? '';
    // 广东 第10条 asks for the picture, whatever was in force when the seal was applied for.
    await platform.operator.namePolicy('guangdong');
    await run('sync');
    const standing = async (): Promise<readonly unknown[]> =>
      (await run('tokens', '--json')).stdout
        .trim()
        .split('\n')
        .flatMap((line) => (JSON.parse(line) as { readonly seals: readonly ListedSeal[] }).seals)
        .filter((seal) => [former?.esId, esId].includes(seal.esId))
        .map((seal) => [seal.esId === esId ? 'new' : 'former', seal.history, seal.reason]);
    const replaced = ['former', true, 'SEALING_CANCELLED'];
    expect(await standing()).toEqual([replaced, ['new', false, 'SEAL_UNCONFIRMED']]);
    expect((await run('confirm', esId, '--yes')).status).toBe(0);
    expect(await standing()).toEqual([replaced, ['new', false, null]]);
    await platform.operator.namePolicy('suqian');
    await run('sync');
    const out = join(folder, '换领后.pdf');
    expect(await ask('seal', world.contract, '--out', out, '--at', '50,96', ...key, esId)).toMatchObject({
      ok: true,
    });
    expect(await ask('verify', out)).toMatchObject({ verdict: 'valid', signatures: [{ seal: { esId } }] });
    writeProof('replacement', { profiles: ['宿迁', '广东'], number, stored: stored.application });
  });
});
