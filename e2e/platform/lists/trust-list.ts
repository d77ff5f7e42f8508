import { toHex, utf8Bytes } from '../../../electron/core/bytes/encodings.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { type PlatformContext, base64Of } from '../platform-context.ts';
import { type IssuedStatements, issuedStatements } from './issued-statements.ts';

interface PublishedTrustList {
  readonly number: number;
  readonly content_sm3: string;
  readonly statement: string;
  readonly issued_at: string;
}

/** The trust list. */
export const trustLists = (context: PlatformContext): IssuedStatements =>
  issuedStatements<PublishedTrustList>(context, {
    type: 'seal-trust-list',
    newest: (database) =>
      database.prepare<[], PublishedTrustList>('SELECT * FROM trust_list ORDER BY number DESC LIMIT 1').get(),
    saying: ({ authorities, database, engine }) => {
      const { root, issuing, maker, timeStamper } = authorities;
      const certificates = [root, issuing, timeStamper].map(({ certificate }) => base64Of(certificate));
      const makers = [base64Of(maker.certificate)];
      const contentSm3 = toHex(engine.sm3(utf8Bytes(JSON.stringify([certificates, makers]))));
      return {
        members: { certificates, makers } satisfies Partial<PlatformSchema<'TrustList'>>,
        isIn: (row) => row.content_sm3 === contentSm3,
        keep: (number, statement, issuedAt) =>
          database
            .prepare('INSERT INTO trust_list VALUES (?, ?, ?, ?)')
            .run(number, contentSm3, statement, issuedAt),
      };
    },
  });
