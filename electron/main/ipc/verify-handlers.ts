import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { failure, success } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

export interface VerifyHandlerParts {
  readonly documents: OpenDocuments;
  readonly engine: DocumentEngine;
  readonly trustFolder: string;
}

export function verifyHandlers(parts: VerifyHandlerParts): Handlers<Contract>['verify'] {
  return {
    document: async ({ id }) => {
      const path = parts.documents.pathOf(id);
      if (path === undefined) return failure({ code: 'FILE_NOT_FOUND' });
      return success(await parts.engine.verify(path, parts.trustFolder, null));
    },
  };
}
