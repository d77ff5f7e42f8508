import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openToOthers } from '../../electron/adapters/files/fixtures/open-to-others.ts';

import type { CompletedHandover, HandoverView } from '../../electron/shared/model/post-handover.ts';
import type { RegisteredEntry } from '../../electron/shared/model/register.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk, type CommandOutcome } from '../fixtures/commands/run-command.ts';

const NEW_PIN = 'Keeper#2468';

describe('the handover of a post on the command line', () => {
  let world: DemoWorld;
  const out = temporaryFolder();
  const list = join(out, '交接清单.pdf');
  const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    sealdesk([...args, '--json'], { home: world.home, env });
  const complete = (...more: readonly string[]): Promise<CommandOutcome> =>
    command(['handover', 'complete', '-o', list, ...more]);
  const answer = <T>({ status, stdout, stderr }: CommandOutcome): T => {
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as T;
  };

  beforeAll(async () => {
    world = await makeDemoWorld();
  });

  it('is completed once keys are returned and PINs changed, and its list names everything but PINs', async () => {
    const [first, second] = world.companies;
    if (first === undefined || second === undefined) throw new Error('a world has two keys');
    await command(['register', 'take', '--token', first.tokenSerial, '--user', '孙小丽']);
    const people = ['--from', '王小敏', '--to', '李小强', '--witness', '赵主任', '--reason', '岗位调整'];
    const place = ['--seal', world.seals[0]?.esId ?? '', '--place', '-1,120,200'];
    await command(['presets', 'save', '合同用印', ...place]);
    const begun = answer<HandoverView>(await command(['handover', 'begin', ...people]));
    expect(begun.keys.map(({ takenBy, pinChangedAt }) => [takenBy, pinChangedAt])).toContainEqual([
      '孙小丽',
      null,
    ]);

    const refused = await complete();
    expect([refused.status, JSON.parse(refused.stdout)]).toMatchObject([
      64,
      { error: { code: 'HANDOVER_UNFINISHED' } },
    ]);
    await command(['register', 'return', '--token', first.tokenSerial, '--user', '孙小丽']);
    const change = ['pin', 'change', '--token', first.tokenSerial, '--pin-env', 'A', '--new-pin-env', 'B'];
    answer(await command(change, { A: first.pin, B: NEW_PIN }));

    const remark = `${second.tokenSerial}=口令须向平台申请修改`;
    const completed = answer<CompletedHandover>(await complete('--remark', remark));
    expect(completed.files).toEqual(['交接清单.pdf', '交接清单.sealpresets']);
    expect(openToOthers(list)).toBe(0);
    const printed = execFileSync('pdftotext', ['-layout', list, '-'], { encoding: 'utf8' });
    for (const words of [
      ...['王小敏', '李小强', '赵主任', '移交人', '接收人', '监交人', '签字', '合同用印'],
      ...[first.tokenSerial, second.tokenSerial, '合同专用章', '口令已由接收人修改', '口令须向平台申请修改'],
    ]) {
      expect(printed.replaceAll(/\s/gu, '')).toContain(words);
    }
    for (const pin of [first.pin, second.pin, NEW_PIN]) {
      expect(printed).not.toContain(pin);
      expect(readFileSync(join(out, '交接清单.sealpresets'), 'utf8')).not.toContain(pin);
    }

    const listed = await command(['register', 'list', '--count', '1']);
    const { entry } = JSON.parse(listed.stdout.trim()) as RegisteredEntry;
    expect(entry).toMatchObject({
      act: 'handedOver',
      reference: completed.number,
      people: { applicant: '王小敏', keeper: '李小强', approver: '赵主任' },
    });
    expect((await command(['handover', 'show'])).stdout).toContain('HANDOVER_NOT_BEGUN');
    expect((await command(['register', 'verify'])).status).toBe(0);
    writeProof('handover', { command: 'sealdesk handover begin|complete', completed, entry });
  });
});
