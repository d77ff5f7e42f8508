import { createContext, use } from 'react';

/** Returns the name of a platform by its id; null for what is no platform of this computer. */
export const PlatformNames = createContext<(id: string) => string | null>(() => null);

/**
 * Returns what people call the source of a list: the platform's name, since its id is for programs; or the name that a
 * list without a platform gives itself.
 */
export function useSourceName(): (source: string) => string {
  const nameOf = use(PlatformNames);
  return (source) => nameOf(source) ?? source;
}
