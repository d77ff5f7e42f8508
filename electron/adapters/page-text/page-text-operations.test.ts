import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** A thread that answers everything with a defect of its own. */
const BROKEN = `data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ id }) => parentPort.postMessage({ kind: 'broken', id, reason: 'a defect' }));
`)}`;

const program = `
  import { threadedPageText } from ${JSON.stringify(new URL('./page-text-operations.ts', import.meta.url).href)};
  const texts = threadedPageText({ script: ${JSON.stringify(BROKEN)}, characterMaps: '' });
  await texts.find('none.pdf', []).catch(() => process.stdout.write('broken'));
`;

it('The thread that reads the words of pages keeps no process alive when it breaks', () => {
  const args = ['--input-type=module', '--eval', program];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
  expect([stdout, status]).toEqual(['broken', 0]);
});
