import { CodedError } from '../../shared/errors.ts';
import type { HandedKey } from '../../shared/model/post-handover.ts';
import type { TokenInfo } from '../../shared/model/token.ts';

/**
 * Returns the keys of a handover, with the names of the seals on them.
 * @param serials null takes every key that is plugged in
 * @throws CodedError TOKEN_NOT_FOUND for a key that is not plugged in
 */
export function handedKeys(
  serials: readonly string[] | null,
  tokens: readonly TokenInfo[],
): readonly HandedKey[] {
  const wanted = serials ?? tokens.map(({ serial }) => serial);
  return wanted.map((wantedSerial) => {
    const token = tokens.find(({ serial }) => serial === wantedSerial);
    if (token === undefined) throw new CodedError('TOKEN_NOT_FOUND', wantedSerial, { serial: wantedSerial });
    const { serial, manufacturer, label, seals } = token;
    const names = seals.filter(({ history }) => !history).map(({ name }) => name);
    return { serial, manufacturer, label, seals: names };
  });
}
