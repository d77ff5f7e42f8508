import { handoverPorts } from '../../home/handover-ports.ts';
import type { Home } from '../../home/home.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import { completeHandover } from '../../services/post-handover/complete-handover.ts';
import { handedKeys } from '../../services/post-handover/handed-keys.ts';
import {
  beginHandover,
  completableHandover,
  dropHandover,
  viewHandover,
} from '../../services/post-handover/post-handover.ts';
import type { Language } from '../../shared/model/app-info.ts';
import { resultOf, success } from '../../shared/result.ts';
import { handoverSheetTexts } from '../../shared/texts/handover-texts.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { Dialogs } from '../window/dialogs.ts';

interface HandoverParts {
  readonly home: Home;
  readonly watch: TokenWatch;
  readonly dialogs: Pick<Dialogs, 'chooseExportPath'>;
  readonly language: () => Language;
  /** Tells the window that the register has this many entries now. */
  changed(size: number): void;
}

/** The path of the list comes from the system's dialog, never from the window. */
export function handoverHandlers(parts: HandoverParts): ContractHandlers['handover'] {
  const { home, watch, dialogs, language } = parts;
  const ports = () => handoverPorts(home);
  return {
    view: () => viewHandover(ports()),
    begin: async ({ keys, ...start }) => {
      const { tokens } = await watch.refresh();
      const handed = await resultOf(() => handedKeys(keys, tokens));
      return handed.ok ? beginHandover({ ...start, keys: handed.value }, ports()) : handed;
    },
    complete: async ({ remarks }) => {
      const view = await resultOf(() => completableHandover(remarks, ports()));
      if (!view.ok) return view;
      const name = `${handoverSheetTexts[language()].fileName}_${view.value.handover.number}.pdf`;
      const path = await dialogs.chooseExportPath(name, 'pdf', 'handover');
      if (path === null) return success(null);
      const completed = await completeHandover({ remarks, path, language: language() }, ports());
      if (completed.ok) parts.changed(await home.register.size());
      return completed;
    },
    drop: () => dropHandover(ports()),
  };
}
