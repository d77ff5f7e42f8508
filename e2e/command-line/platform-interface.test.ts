import { beforeAll, describe, expect, it } from 'vitest';

import type { DriverReport } from '../../electron/shared/model/driver-report.ts';
import type { PlatformView } from '../../electron/shared/model/platform.ts';
import { makeDemoWorld, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform, type TestPlatform } from '../fixtures/servers/platform.ts';
import { writeProof } from '../fixtures/proof.ts';
import { sealdesk } from '../fixtures/commands/run-command.ts';

const SUNSET = '2027-12-31T00:00:00.000Z';

describe('A platform that offers no registers and announces the end of an operation', () => {
  let world: DemoWorld;
  let platform: TestPlatform;

  beforeAll(async () => {
    world = await makeDemoWorld();
    platform = await startPlatform(world, { without: 'registers' });
  });

  it('is synchronised all the same, and the command line and the doctor say what it announces', async () => {
    const since = '2026-11-01T00:00:00.000Z';
    const busy = {
      path: '/v1/seal-status',
      fault: { kind: 'busy', retryAfterSeconds: 1 },
      times: 1,
    } as const;
    const ends = { path: '/v1/policy', fault: { kind: 'deprecated', since, sunset: SUNSET } } as const;
    await platform.operator.faults(busy, ends);
    const sync = await sealdesk(['sync'], { home: world.home });
    expect([sync.status, sync.stderr]).toEqual([0, '']);
    expect(sync.stdout).toContain('将停用 will end: GET /v1/policy  2027-12-31');
    const { platforms } = JSON.parse((await sealdesk(['status', '--json'], { home: world.home })).stdout) as {
      platforms: PlatformView[];
    };
    const offers = platforms[0]?.offers;
    expect(offers?.capabilities).toContain('loss-reports');
    expect(offers?.capabilities).not.toContain('registers');
    const { notes } = JSON.parse(
      (await sealdesk(['doctor', '--json'], { home: world.home })).stdout,
    ) as DriverReport;
    const note = {
      code: 'PLATFORM_OPERATION_ENDS',
      details: { platform: platform.id, operation: 'GET /v1/policy', sunset: SUNSET },
    };
    expect(notes).toContainEqual(note);
    writeProof('platform-interface', { offers, doctor: note, synchronised: sync.stdout.split('\n') });
  });
});
