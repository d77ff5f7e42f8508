import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { makeWorld } from './make-world.ts';
import type { DemoWorldPorts, WorldFolder } from './ports.ts';
import type { DemoWorld } from './world-description.ts';
import { readWorldState, requireWorld, type WorldState } from './world-state.ts';

const POLL_MS = 200;

/** Many times what making takes on a slow machine; a claim older than that names a process of another time. */
const LONGEST_MAKING_MS = 120_000;

/**
 * The demonstration world of a folder, made where the folder is empty or absent; while another process makes it,
 * this one waits. A whole world is answered as it is. What remains of a broken-off making is moved aside, and so
 * is a world without a token once the soft token can be had; nothing is ever overwritten or deleted.
 * @returns OUTPUT_EXISTS where the folder holds something else; other codes of the file system or the token
 */
export function demoWorld(directory: string, ports: DemoWorldPorts): Promise<Result<DemoWorld>> {
  return resultOf(async () => {
    const folder = ports.openFolder(directory);
    for (;;) {
      const world = await openOrMake(folder, ports);
      if (world !== null) return world;
    }
  });
}

/** The world that a folder holds already. @returns FILE_NOT_FOUND where it holds none */
export function loadDemoWorld(
  directory: string,
  ports: Pick<DemoWorldPorts, 'openFolder'>,
): Promise<Result<DemoWorld>> {
  return resultOf(() => requireWorld(ports.openFolder(directory)));
}

/** @returns null where another process came between */
async function openOrMake(folder: WorldFolder, ports: DemoWorldPorts): Promise<DemoWorld | null> {
  const state = await settledState(folder, ports);
  if (state.kind === 'foreign') {
    throw new CodedError('OUTPUT_EXISTS', 'the folder is not empty', { path: folder.home });
  }
  if (state.kind === 'whole' && (state.world.pkcs11Module !== null || ports.softToken === null)) {
    return state.world;
  }
  if (state.kind !== 'empty') folder.setAside();
  return makeWorld(folder, ports);
}

/** Waits while another process is making the world. */
async function settledState(folder: WorldFolder, ports: DemoWorldPorts): Promise<WorldState> {
  for (let waitedMs = 0; waitedMs < LONGEST_MAKING_MS; waitedMs += POLL_MS) {
    const state = readWorldState(folder);
    if (state.kind !== 'inTheMaking') return state;
    await ports.pause(POLL_MS);
  }
  return { kind: 'abandoned' };
}
