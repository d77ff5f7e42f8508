import { readFileSync, rmSync } from 'node:fs';
import { atMost, row } from './rows.mjs';

/** Chromium's names of the threads on which the window's page and the main process do their work. */
const threads = { window: 'CrRendererMain', main: 'CrBrowserMain' };
const taskNames = ['ThreadControllerImpl::RunTask', 'RunTask'];

/** Chromium calls a task long from 50 ms on, and a person begins to notice. */
const targetMs = 50;

/** Starts to record every task of the window and of the main process. */
function recordTasks({ app }) {
  return app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'] }),
  );
}

/**
 * Returns the longest task of each thread since {@link recordTasks}, in milliseconds: by the clock, and what it took
 * of a processor. On a busy computer a task also waits for the processor while it runs; only the second is its own.
 */
async function longestTasks({ app }) {
  const path = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  const keyOf = ({ pid, tid }) => `${pid} ${tid}`;
  const named = traceEvents.filter(({ name }) => name === 'thread_name');
  const names = new Map(named.map((event) => [keyOf(event), event.args.name]));
  const longest = (thread) => {
    const tasks = traceEvents.filter(
      (event) => taskNames.includes(event.name) && event.ph === 'X' && names.get(keyOf(event)) === thread,
    );
    const most = (unit) => Math.round(tasks.reduce((so, task) => Math.max(so, task[unit] ?? 0), 0) / 1000);
    const overTarget = tasks.filter(({ tdur = 0 }) => tdur > targetMs * 1000).length;
    return { clockMs: most('dur'), processorMs: most('tdur'), tasks: tasks.length, overTarget };
  };
  return { window: longest(threads.window), main: longest(threads.main) };
}

/** Measures while work runs in the window. */
export async function during(running, work) {
  await recordTasks(running);
  const start = performance.now();
  await work(running.window);
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { seconds, ...(await longestTasks(running)) };
}

/** Compares the longest tasks of the window and of main, by the time of a processor, with what a person notices. */
export function longestTaskRows(what, measured) {
  return ['window', 'main'].map((thread) =>
    row({
      ...{ part: 'batch', subject: `${what}: longest task of the ${thread}`, peer: `${targetMs} ms` },
      ...{ ratio: measured[thread].processorMs / targetMs, target: atMost(1) },
    }),
  );
}
