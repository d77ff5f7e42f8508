import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePath, nodeFiles, withHeldFile } from '../adapters/files/node-files.ts';
import { officePrograms } from '../adapters/office/run-office.ts';
import { pageOfPictureInThread } from '../adapters/papers/paper-operations.ts';
import type { ConversionPorts } from '../services/conversions/convert-document.ts';

/**
 * What converts office documents and pictures to PDF on this computer.
 * @param folder of the home
 * @param dist folder of all bundles
 */
export function conversionsIn(folder: string, dist: string): ConversionPorts {
  const script = pathToFileURL(join(dist, 'papers', 'watermark-worker.js'));
  return {
    files: nodeFiles,
    holding: withHeldFile,
    office: officePrograms(join(folder, 'conversions')),
    pageOfPicture: (picture) => pageOfPictureInThread(script, picture),
    nameOf: (path) => ({ name: basename(path), extension: extname(path).slice(1).toLowerCase() }),
    beside: (path) => freePath(path.slice(0, path.length - extname(path).length), '.pdf'),
  };
}
