import { type Result, resultOf } from '../../shared/result.ts';
import type { DemoWorld } from './world-description.ts';
import { type DemoWorldPorts, readWorldState, type WorldFolder, type WorldState } from './world-folder.ts';

const POLL_MS = 200;

/** Many times the duration on a slow machine. The process of an older claim no longer exists. */
const LONGEST_MAKING_MS = 120_000;

/**
 * Opens the demonstration world of a folder, once it is finished if a process is just making it. Makes none.
 * @returns null when the folder holds none
 */
export function openDemoWorld(
  directory: string,
  ports: Pick<DemoWorldPorts, 'openFolder' | 'pause'>,
): Promise<Result<DemoWorld | null>> {
  return resultOf(async () => {
    const state = await settledState(ports.openFolder(directory), ports);
    return state.kind === 'whole' ? state.world : null;
  });
}

/** Waits while another process is making the world. */
export async function settledState(
  folder: WorldFolder,
  ports: Pick<DemoWorldPorts, 'pause'>,
): Promise<WorldState> {
  for (let waitedMs = 0; waitedMs < LONGEST_MAKING_MS; waitedMs += POLL_MS) {
    const state = readWorldState(folder);
    if (state.kind !== 'inTheMaking') return state;
    await ports.pause(POLL_MS);
  }
  return { kind: 'abandoned' };
}
