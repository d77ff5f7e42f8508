import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const setupFiles = ['build/scripts/check/name-running-test.mjs'];

/** How many times as long as usual each test may take; the lanes under Wine say so, where programs start several times slower. */
const patience = Number(process.env['SEALDESK_TEST_PATIENCE'] ?? 1);

/** Suites with real windows, processes and disks. A test that fails, perhaps for lack of time, is tried once more. */
const real = {
  setupFiles,
  globalSetup: ['e2e/fixtures/worlds/template-world.ts'],
  retry: 1,
  testTimeout: 180_000 * patience,
  hookTimeout: 180_000 * patience,
  fileParallelism: false,
};

/**
 * Six suites: `unit` needs no display and no built app; `app` drives windows of a real Electron; `command-line`
 * drives the built commands; `parts` drives the native modules, the sandbox platform and the viewers of other makers;
 * `chromium` drives the window in Debian's Chromium, a lane of `npm run test:systems`; `conformance` runs over the sample
 * folders beside the project if they exist.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          setupFiles,
          // Pure code keeps no state between files, and a worker for each would take longer than the tests.
          isolate: false,
          // A developer has at least two processor cores; by default vitest would leave one of them idle.
          maxWorkers: 2,
          include: ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
          // A backstop for a busy machine, not a measure.
          testTimeout: 60_000 * patience,
          hookTimeout: 60_000 * patience,
        },
      },
      { root, test: { ...real, name: 'app', include: ['e2e/app/**/*.test.ts'] } },
      { root, test: { ...real, name: 'chromium', include: ['e2e/chromium/**/*.test.ts'] } },
      {
        root,
        test: {
          ...real,
          name: 'command-line',
          include: ['e2e/command-line/**/*.test.ts'],
        },
      },
      {
        root,
        test: {
          ...real,
          name: 'parts',
          include: ['e2e/{differential,platform}/**/*.test.ts', 'native/**/*.test.ts'],
        },
      },
      {
        root,
        test: {
          name: 'conformance',
          setupFiles,
          include: ['e2e/conformance/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
