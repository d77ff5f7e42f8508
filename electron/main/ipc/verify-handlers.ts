import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { Contract } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/define.ts';
import { success } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

export interface VerifyHandlerParts {
  readonly documents: OpenDocuments;
  readonly engine: DocumentEngine;
  readonly trustFolder: string;
}

export function verifyHandlers({
  documents,
  engine,
  trustFolder,
}: VerifyHandlerParts): Handlers<Contract>['verify'] {
  return {
    document: ({ id }) =>
      documents.work(id, async ({ file }) => success(await engine.verify(file, trustFolder, null))),
  };
}
