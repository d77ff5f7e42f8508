import type { ReactNode } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { TokenInfo } from '../../../electron/shared/model/token.ts';
import { fileNameOf } from '../../lib/format.ts';
import { useTexts } from '../../lib/i18n/use-texts.ts';
import { ErrorView } from '../../ui/error-view.tsx';
import { ChoiceField } from '../../ui/form.tsx';
import type { TokenStore } from './token-store.ts';

interface DriverChoiceProps {
  readonly token: TokenInfo;
  readonly tokens: StoreApi<TokenStore>;
}

/** No path is empty. */
const BY_RULE = '';

/** Lets the person choose among the drivers that show a key; nothing for a key that one driver alone shows. */
export function DriverChoice({ token, tokens }: DriverChoiceProps): ReactNode {
  const { tokens: texts, drivers } = useTexts();
  const { driverProblem, chooseDriver } = useStore(tokens);
  if (token.drivers === undefined) return null;
  const { isChosen, others } = token.drivers;
  const modules = [token, ...others].sort((one, other) => one.module.localeCompare(other.module));
  return (
    <>
      <ChoiceField
        label={texts.driverChoice}
        value={isChosen ? token.module : BY_RULE}
        options={[
          [BY_RULE, texts.driverByRule(fileNameOf(token.module))],
          ...modules.map(
            ({ module, kind }) => [module, texts.driverOption(drivers.kinds[kind], module)] as const,
          ),
        ]}
        onChange={(module) => void chooseDriver(token.serial, module === BY_RULE ? null : module)}
      />
      <p className="hint">{texts.driverChoiceHint}</p>
      {driverProblem?.tokenSerial === token.serial && <ErrorView error={driverProblem.error} />}
    </>
  );
}
