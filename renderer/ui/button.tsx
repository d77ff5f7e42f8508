import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

interface Props extends Omit<ButtonProps, 'className' | 'style'> {
  /** `primary` is the next step: one on a screen. `quiet` has no frame. */
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly wide?: boolean;
}

export function Button({ kind = 'secondary', wide = false, ...rest }: Props): ReactNode {
  return <AriaButton {...rest} className={`button button-${kind}${wide ? ' button-wide' : ''}`} />;
}
