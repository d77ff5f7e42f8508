import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import { failure, success } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

export interface VerifyHandlerParts {
  readonly documents: OpenDocuments;
  readonly engine: DocumentEngine;
  readonly trustFolder: string;
}

export function verifyHandlers(parts: VerifyHandlerParts): ContractHandlers['verify'] {
  return {
    document: async ({ id }) => {
      const path = parts.documents.pathOf(id);
      if (path === undefined) return failure({ code: 'FILE_NOT_FOUND' });
      return success(await parts.engine.verify(path, parts.trustFolder, null));
    },
  };
}
