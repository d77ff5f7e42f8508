import { useEffect, useRef } from 'react';

/**
 * Acts on keys wherever the focus is.
 * @param actionOf returns what a key asks for; null leaves the key to others
 */
export function useWindowKeys(actionOf: (event: KeyboardEvent) => (() => void) | null): void {
  const latest = useRef(actionOf);
  useEffect(() => {
    latest.current = actionOf;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = latest.current(event);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** Tells whether a key is pressed together with Ctrl, or with ⌘. */
export const isCommand = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => ctrlKey || metaKey;
