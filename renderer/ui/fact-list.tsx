import { Fragment, type ReactNode } from 'react';

/** Shows names and values, one a line; a fact without a value is left out. */
export function FactList({
  facts,
}: {
  readonly facts: readonly (readonly [string, ReactNode])[];
}): ReactNode {
  return (
    <dl className="fact-list">
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
