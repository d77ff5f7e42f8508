import { html, type Html } from '../../platform/operator/html.ts';
import { referredName, type SchemaObject } from './contract-model.ts';

/** Writes what a value may be, in a few words; names of schemas lead to them. */
export function typeText(schema: SchemaObject): Html {
  const name = referredName(schema);
  if (name !== null) return html`<a href="#schema-${name}">${name}</a>`;
  if (schema.oneOf !== undefined) return joined(schema.oneOf.map(typeText), ' | ');
  if (schema.enum !== undefined) return html`<code>${schema.enum.map(String).join(' | ')}</code>`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.items !== undefined) return html`${typeText(schema.items)}[]${limits(schema)}`;
  const types = [schema.type ?? 'object'].flat().join(' | ');
  const shape = schema.format ?? schema.pattern;
  return html`${types}${shape === undefined ? null : html` <code>${shape}</code>`}${limits(schema)}`;
}

function limits({ minimum, maximum, maxLength, maxItems }: SchemaObject): string {
  const said = [
    minimum === undefined ? null : `≥ ${minimum}`,
    maximum === undefined ? null : `≤ ${maximum}`,
    maxLength === undefined ? null : `≤ ${maxLength} 字 characters`,
    maxItems === undefined ? null : `≤ ${maxItems} 项 items`,
  ].filter((each) => each !== null);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

const joined = (pieces: readonly Html[], between: string): Html =>
  html`${pieces.map((piece, index) => (index === 0 ? piece : html`${between}${piece}`))}`;

/** Writes the members of an object as a table; what is no object is written in words. */
export function schemaTable(schema: SchemaObject): Html {
  const alternatives = (schema.oneOf ?? []).filter(({ properties }) => properties !== undefined);
  if (alternatives.length > 0) return html`${alternatives.map(schemaTable)}`;
  const members = Object.entries(schema.properties ?? {});
  if (members.length === 0) return html`<p>${typeText(schema)}</p>`;
  return html`<table>
    <tr>
      <th>成员 member</th>
      <th>类型 type</th>
      <th>说明 description</th>
    </tr>
    ${members.map(([name, member]) => {
      const isRequired = schema.required?.includes(name) === true;
      return html`<tr>
        <td><code>${name}</code>${isRequired ? null : html` <small>可选 optional</small>`}</td>
        <td>${typeText(member)}</td>
        <td>${member.description ?? ''}${nested(member)}</td>
      </tr>`;
    })}
  </table>`;
}

/** The members of an object that stands where it is used, or in its list. */
function nested(schema: SchemaObject): Html | null {
  const inner = [schema, ...(schema.oneOf ?? [])].map((each) => each.items ?? each);
  const objects = inner.filter((each) => each.$ref === undefined && each.properties !== undefined);
  return objects.length === 0 ? null : html`${objects.map(schemaTable)}`;
}
