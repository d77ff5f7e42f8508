import type { ReactNode } from 'react';
import { PERSONAL_DATA, PERSONAL_DATA_KINDS } from '../../../electron/shared/model/personal-data.ts';
import { keptForText, personalDataTexts } from '../../../electron/shared/texts/personal-data-texts.ts';
import { useLanguage, useTexts } from '../../lib/i18n/use-texts.ts';
import { TableHead } from '../../ui/table-head.tsx';

/** Says what this computer keeps of people, why, how long and where (个人信息保护法 第十七条). */
export function PersonalDataSection(): ReactNode {
  const texts = useTexts().settings;
  const language = useLanguage();
  return (
    <section className="card" aria-label={texts.personalData} data-testid="personal-data">
      <h2>{texts.personalData}</h2>
      <p>{texts.personalDataText}</p>
      <table className="policy-rules">
        <TableHead
          titles={[texts.personalWhat, texts.personalWhy, texts.personalKept, texts.personalPlace]}
        />
        <tbody>
          {PERSONAL_DATA_KINDS.map((kind) => (
            <tr key={kind}>
              <td>{personalDataTexts[kind].what[language]}</td>
              <td>{personalDataTexts[kind].why[language]}</td>
              <td>{keptForText(kind, language)}</td>
              <td>{PERSONAL_DATA[kind].place === '' ? '—' : <code>{PERSONAL_DATA[kind].place}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
