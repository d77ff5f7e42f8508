import { CodedError } from '../../shared/errors.ts';
import { resultOf, type Result } from '../../shared/result.ts';
import { makeWorld } from './make-world.ts';
import type { DemoWorldPorts, WorldFolder } from './ports.ts';
import type { DemoWorld } from './world-description.ts';
import { readWorldState, requireWorld } from './world-state.ts';

/**
 * The demonstration world of a folder, made where the folder is empty or absent. A whole world is answered as it
 * is. What remains of a broken-off making is moved aside, and so is a world without a token once the soft token
 * can be had; nothing is ever overwritten or deleted.
 * @returns OUTPUT_EXISTS where the folder holds something else; other codes of the file system or the token
 */
export function demoWorld(directory: string, ports: DemoWorldPorts): Promise<Result<DemoWorld>> {
  return resultOf(() => {
    const folder = ports.openFolder(directory);
    const state = readWorldState(folder);
    switch (state.kind) {
      case 'foreign':
        throw new CodedError('OUTPUT_EXISTS', 'the folder is not empty', { path: folder.home });
      case 'empty':
        return makeWorld(folder, ports);
      case 'unfinished':
        return remakeWorld(folder, ports);
      case 'whole': {
        const lacksToken = state.world.pkcs11Module === null && ports.softToken !== null;
        return lacksToken ? remakeWorld(folder, ports) : state.world;
      }
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

function remakeWorld(folder: WorldFolder, ports: DemoWorldPorts): Promise<DemoWorld> {
  folder.setAside();
  return makeWorld(folder, ports);
}
