import type { ReactNode } from 'react';

/** The head of a table: the titles of its columns, each of them once. */
export function TableHead({ titles }: { readonly titles: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
