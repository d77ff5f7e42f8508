import { saveWhole } from '../../adapters/files/node-files.ts';
import type { Home } from '../../home/home.ts';
import { packBundle } from '../../services/support-bundle/gather-bundle.ts';
import type { BundlePart } from '../../shared/model/support-bundle.ts';
import { success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';

interface SupportHandlerParts {
  readonly home: Pick<Home, 'supportBundle'>;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath'>;
}

/** Answers questions of the window about support bundles. What is saved is exactly what was shown. */
export function supportHandlers({ home, dialogs }: SupportHandlerParts): ContractHandlers['support'] {
  let shown: readonly BundlePart[] = [];
  return {
    preview: async () => {
      shown = await home.supportBundle();
      return success(shown);
    },
    save: async ({ parts }) => {
      const path = await dialogs.chooseExportPath('SealDesk-诊断包.zip', 'zip', 'support');
      if (path === null) return success(false);
      return saveWhole(path, packBundle(shown.filter(({ name }) => parts.includes(name))));
    },
  };
}
