import type { KeptList, PlatformTrustMaterial } from './ports.ts';

/**
 * The lists of an issuer that told of its certificates at an instant: the newest one of then and, where that is a
 * delta list, the full list that it changed.
 * @param issuer its Name, DER in base64
 */
export function listsAt(
  { lists, former }: Pick<PlatformTrustMaterial, 'lists' | 'former'>,
  issuer: string,
  at: Date,
): readonly KeptList[] {
  const issued = [...lists, ...former]
    .filter((list) => list.issuer === issuer && Date.parse(list.thisUpdate) <= at.getTime())
    .sort((one, other) => Date.parse(other.thisUpdate) - Date.parse(one.thisUpdate));
  const [newest] = issued;
  if (newest === undefined) return [];
  const base = newest.isDelta ? issued.find((list) => isBaseOf(list, newest)) : undefined;
  return base === undefined ? [newest] : [newest, base];
}

function isBaseOf(list: KeptList, delta: KeptList): boolean {
  return !list.isDelta && list.id === delta.id && list.number < delta.number;
}
