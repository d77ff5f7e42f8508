import { expect, it } from 'vitest';
import { engineModule, presentEngineModule } from './build.mjs';

/** Bytes of the module that a start of the program reads and compiles. */
const MOST_BYTES = 40_000;

it('the engine in the repository is the one that its sources compile to, and is small', async () => {
  const present = presentEngineModule();
  expect(present).toBe(await engineModule());
  const [, base64 = ''] = /'([^']+)'/.exec(present) ?? [];
  const { length } = Buffer.from(base64, 'base64');
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThanOrEqual(MOST_BYTES);
});
