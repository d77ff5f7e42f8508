import { chooseToken, type ListedToken } from '../../services/tokens/list-tokens.ts';
import { CodedError } from '../../shared/errors.ts';
import { unwrap } from '../../shared/result.ts';

/**
 * Returns the token that `--token` names, or the only one.
 * @throws CodedError TOKEN_NOT_FOUND or TOKEN_AMBIGUOUS
 */
export function namedToken(tokens: readonly ListedToken[], serial: string | undefined): ListedToken {
  const infos = tokens.map(({ info }) => info);
  const chosen = unwrap(chooseToken(infos, serial));
  const token = tokens.find(({ info }) => info === chosen);
  if (token === undefined) throw new CodedError('TOKEN_NOT_FOUND');
  return token;
}
