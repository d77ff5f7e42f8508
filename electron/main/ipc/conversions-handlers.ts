import {
  type ConversionPorts,
  convertDocument,
  offerConversion,
} from '../../services/conversions/convert-document.ts';
import { CONVERSION_SECONDS } from '../../shared/model/conversion.ts';
import { failure, success } from '../../shared/result.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type { FileOffers } from '../documents/file-offers.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

interface ConversionsHandlerParts {
  readonly documents: OpenDocuments;
  readonly offers: FileOffers;
  conversions(): Promise<ConversionPorts>;
  /** Is given what ends the conversion under way; null once there is none. */
  readonly running: (end: (() => void) | null) => void;
}

/** Answers what the window asks of files that are no PDF. A program is started only when it says to begin. */
export function conversionsHandlers(parts: ConversionsHandlerParts): ContractHandlers['conversions'] {
  const { documents, offers, running } = parts;
  let cancel: (() => void) | null = null;
  const setCancel = (end: (() => void) | null): void => {
    cancel = end;
    running(end);
  };
  return {
    describe: async ({ offerId }) => {
      const path = offers.pathOf(offerId);
      if (path === undefined) return failure({ code: 'FILE_NOT_FOUND' });
      return offerConversion(path, await parts.conversions());
    },
    begin: async ({ offerId }) => {
      const path = offers.pathOf(offerId);
      if (path === undefined) return failure({ code: 'FILE_NOT_FOUND' });
      // The window offers one at a time.
      if (cancel !== null) return failure({ code: 'INTERNAL' });
      const cancelled = new Promise<void>((resolve) => setCancel(resolve));
      const order = { path, outputPath: null, deadlineMs: CONVERSION_SECONDS.usual * 1000, cancelled };
      const made = await parts
        .conversions()
        .then((ports) => convertDocument(order, ports))
        .finally(() => setCancel(null));
      if (!made.ok) return made;
      const { path: output, ...origin } = made.value;
      const opened = await documents.open(output);
      return opened.ok ? success({ document: opened.value, origin }) : opened;
    },
    cancel: () => {
      cancel?.();
      return Promise.resolve(success(null));
    },
  };
}
