import type { PlatformContext } from '../platform-context.ts';
import { type IssuedStatements, issuedStatements } from './issued-statements.ts';
import { announcedSigners } from './signers.ts';

interface PublishedSignerList {
  readonly number: number;
  readonly content: string;
  readonly statement: string;
  readonly issued_at: string;
}

/** The list of signers. */
export const signerLists = (context: PlatformContext): IssuedStatements =>
  issuedStatements<PublishedSignerList>(context, {
    type: 'platform-signers',
    newest: (database) =>
      database
        .prepare<[], PublishedSignerList>('SELECT * FROM signer_list ORDER BY number DESC LIMIT 1')
        .get(),
    saying: ({ database }) => {
      const signers = announcedSigners(context);
      const content = JSON.stringify(signers);
      return {
        members: { signers },
        isIn: (row) => row.content === content,
        keep: (number, statement, issuedAt) =>
          database
            .prepare('INSERT INTO signer_list VALUES (?, ?, ?, ?)')
            .run(number, content, statement, issuedAt),
      };
    },
  });
