import type { ReactNode } from 'react';
import type {
  CertificateChain as Chain,
  CertificateDetails,
  ChainStanding,
} from '../../../electron/shared/model/document-details.ts';
import { formatDay, formatMinute, formatName } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { FactList } from '../../ui/fact-list.tsx';
import { type Tone, VerdictIcon } from '../../ui/icons.tsx';

const TONES: Readonly<Record<ChainStanding['state'], Tone>> = {
  anchor: 'good',
  notRevoked: 'good',
  revoked: 'bad',
  revocationUnknown: 'doubt',
  noPath: 'doubt',
};

/** Shows a certificate and those above it, up to the anchor, each with its standing. */
export function CertificateChain({
  title,
  chain,
}: {
  readonly title: string;
  readonly chain: Chain | null;
}): ReactNode {
  const texts = useTexts().verify;
  if (chain === null) return null;
  return (
    <section className="chain" aria-label={title}>
      <h4>{title}</h4>
      <p className="hint">
        {chain.isTrusted ? texts.chainTrusted : texts.chainOpen}{' '}
        {texts.judgedAt(formatMinute(chain.judgedAt))}
      </p>
      <ol className="chain-steps">
        {chain.steps.map(({ certificate, standing }, at) => (
          <li key={certificate.sm3}>
            <details className="check-fold" open={at === 0}>
              <summary>
                <VerdictIcon tone={TONES[standing.state]} />
                <span className="chain-step">
                  <span title={certificate.subject}>{formatName(certificate.subject)}</span>
                  <Standing standing={standing} />
                </span>
              </summary>
              <Certificate certificate={certificate} />
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Standing({ standing }: { readonly standing: ChainStanding }): ReactNode {
  const texts = useTexts().verify.standings;
  return <span className="hint">{standingText(standing, texts)}</span>;
}

function standingText(
  standing: ChainStanding,
  texts: ReturnType<typeof useTexts>['verify']['standings'],
): string {
  switch (standing.state) {
    case 'anchor':
      return texts.anchor;
    case 'notRevoked':
      return texts.notRevoked(formatMinute(standing.listIssuedAt));
    case 'revoked':
      return texts.revoked(formatMinute(standing.revokedAt));
    case 'revocationUnknown':
      return standing.listIssuedAt === null
        ? texts.noList
        : texts.staleList(formatMinute(standing.listIssuedAt));
    case 'noPath':
      return texts.noPath;
  }
}

function Certificate({ certificate }: { readonly certificate: CertificateDetails }): ReactNode {
  const { certificate: texts } = useTexts().verify;
  const { subject, issuer, serial, notBefore, notAfter, keyUsage, algorithm, sm3, sha256 } = certificate;
  const uses: Readonly<Record<string, string>> = texts.keyUses;
  const nameOf = (use: string): string => uses[use] ?? use;
  const hash = (value: string): ReactNode => <span className="hash">{value}</span>;
  return (
    <FactList
      facts={[
        [texts.subject, subject],
        [texts.issuer, issuer],
        [texts.serial, hash(serial)],
        [texts.validity, `${formatDay(notBefore)} – ${formatDay(notAfter)}`],
        [texts.keyUsage, keyUsage === null ? texts.everyUse : keyUsage.map(nameOf).join(', ')],
        [texts.algorithm, algorithm],
        ['SM3', hash(sm3)],
        ['SHA-256', hash(sha256)],
      ]}
    />
  );
}
