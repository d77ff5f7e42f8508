import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { OLD_HOME_WRITTEN, type OldHome, unpackOldHome } from '../fixtures/worlds/old-home.ts';
import { afterDays } from '../fixtures/worlds/other-time.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

const DAY_MS = 86_400_000;

describe('a home that version 0.1.0 wrote', () => {
  let home: OldHome;
  const clock = afterDays((OLD_HOME_WRITTEN.getTime() + 3_600_000 - Date.now()) / DAY_MS);
  const command = (...args: readonly string[]) =>
    sealdesk(args, { home: home.home, env: { ...clock, PIN: home.pin } });
  const linesOf = async <T>(...args: readonly string[]): Promise<readonly T[]> => {
    const { stdout } = await command(...args, '--json');
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  };
  const seal = async (index: number) => {
    const output = join(home.home, `out-${index}.pdf`);
    const named = ['--seal', home.seals[index]?.esId ?? '', '--at', '60,60', '--pin-env', 'PIN'];
    const [answer] = await linesOf<{ readonly ok: boolean; readonly error?: { readonly code: string } }>(
      ...['seal', home.document, '-o', output, ...named],
    );
    return answer?.error?.code ?? 'sealed';
  };
  const reasons = async () => {
    const [report] = await linesOf<{ signatures: { reasons: string[] }[] }>('verify', home.sealed);
    return report?.signatures.flatMap((signature) => signature.reasons);
  };
  const kept = async () => ({
    entries: (await linesOf<{ entry: { act: string; result: string } }>('register', 'list'))
      .map(({ entry }) => `${entry.act} ${entry.result}`)
      .toReversed(),
    reports: (await linesOf<{ localNumber: string }>('loss', 'list')).map(({ localNumber }) => localNumber),
    approvals: (await linesOf<{ request: { id: string } }>('approval', 'list')).map(
      ({ request }) => request.id,
    ),
  });

  beforeAll(() => {
    home = unpackOldHome();
  });

  it('opens, seals nothing before the person has bound it, and then loses nothing', async () => {
    const before = await kept();
    expect(before).toEqual({
      entries: ['seal done', 'approvalRequested done', 'lossReport done', 'seal SEALING_CANCELLED'],
      reports: ['LOCAL-20261128-E15D2D'],
      approvals: ['YY20261129-465AF483'],
    });
    expect(await reasons()).toEqual(['SEAL_CANCELLED_SINCE']);
    expect(await seal(4)).toBe('PLATFORM_NOT_BOUND');
    const asked = await command('platform', 'bind', 'sandbox');
    expect([asked.status, asked.stdout]).toEqual([64, expect.stringContaining('《中山市')]);
    const byProgram = await command('platform', 'bind', 'sandbox', '--json');
    expect([byProgram.status, byProgram.stderr]).toEqual([64, expect.stringContaining('《中山市')]);
    const bound = await command('platform', 'bind', 'sandbox', '--yes');
    expect(bound.status, bound.stderr).toBe(0);
    const answers = { cancelled: await seal(0), lost: await seal(1), another: await seal(4) };
    expect(answers).toEqual({
      cancelled: 'SEALING_CANCELLED',
      lost: 'SEALING_LOSS_REPORTED',
      another: 'sealed',
    });
    const after = await kept();
    expect(after).toEqual({
      ...before,
      entries: [
        ...before.entries,
        'seal PLATFORM_NOT_BOUND',
        'platformBound done',
        'seal SEALING_CANCELLED',
        'seal SEALING_LOSS_REPORTED',
        'seal done',
      ],
    });
    const [audit] = await linesOf<{ sound: boolean; finding: unknown }>('register', 'verify');
    expect(audit).toMatchObject({ sound: true, finding: null });
    expect(await reasons()).toEqual(['SEAL_CANCELLED_SINCE']);
    writeProof('old-home', { writtenBy: 'bf234e7', before, answers, after, audit });
  });
});
