import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { VerificationReport } from '../../../electron/shared/model/verification-report.ts';
import { makeDemoWorld, temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

describe('A sealed file that the register has as void (作废)', () => {
  it('is verified with a note that says so, since when and why', async () => {
    const world = await makeDemoWorld();
    const run = (...args: readonly string[]) => sealdesk(args, { home: world.home, env: { PIN: world.pin } });
    const output = join(temporaryFolder(), 'sealed.pdf');
    const place = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,60', '--pin-env', 'PIN'];
    expect((await run('seal', world.contract, '-o', output, ...place)).status).toBe(0);
    const verdict = async (): Promise<VerificationReport> =>
      JSON.parse((await run('verify', output, '--json')).stdout) as VerificationReport;
    expect((await verdict()).signatures[0]?.reasons).not.toContain('VOIDED_HERE');

    expect((await run('register', 'void', output, '--reason', '合同重签')).status).toBe(0);
    const report = await verdict();
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]).toMatchObject({
      reasons: ['VOIDED_HERE'],
      checks: { register: { facts: { voidReason: '合同重签' } } },
    });
    const { stdout } = await run('verify', output);
    expect(stdout).toContain('本单位的台账已将此文件登记为作废');
    writeProof('attack-10-void-file', {
      reproduction: 'A file that the register marks as 作废 verifies as plainly valid',
      before: { commit: 'bf234e7', answer: 'valid, without a note' },
      now: { verdict: report.verdict, reasons: report.signatures[0]?.reasons },
    });
  });
});
