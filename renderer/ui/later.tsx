import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * Makes a component of one whose code is loaded when it is first shown. It takes the place of React's `lazy`, which
 * leaves a fallback on the screen for 300 ms although the code is there after ten.
 * @param load imports the component
 * @param waiting is shown until then; by default nothing
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: (props: Props) => ReactNode = () => null,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Later(props: Props): ReactNode {
    const [Part, setPart] = useState(() => loaded);
    useEffect(() => {
      if (Part !== null) return undefined;
      let isShown = true;
      void load().then((part) => {
        loaded = part;
        if (isShown) setPart(() => part);
      });
      return () => void (isShown = false);
    }, [Part]);
    return Part === null ? waiting(props) : <Part {...props} />;
  };
}
