/**
 * Writes the products of the field (`assembly/field.ts` says what an element is) in AssemblyScript: nine limbs by nine, column by
 * column, each column followed by its step of the Montgomery reduction. Limbs stay in local variables, which loops over memory
 * would not allow.
 */

const limbs = 9;
const indices = Array.from({ length: limbs }, (_, index) => index);

const loads = (name, from = name) =>
  indices.map((index) => `const ${name}${index} = load<i64>(${from}, ${8 * index});`);

/** The products a_i·b_j with i + j = column. */
const productColumn = (a, b) => (column) =>
  indices
    .filter((i) => column - i >= 0 && column - i < limbs)
    .map((i) => `${a}${i} * ${b}${column - i}`)
    .join(' + ');

/** The same for a·a; t{i} is 2·a_i, so that each product of two different limbs is computed once. */
const squareColumn = (column) =>
  indices
    .filter((i) => column - i >= i && column - i < limbs)
    .map((i) => (column === 2 * i ? `a${i} * a${i}` : `t${i} * a${column - i}`))
    .join(' + ');

/**
 * What the steps of the reduction add to a column. Step i takes m_i, the low 29 bits of column i, and adds m_i·p·2^(29·i): −1
 * clears the column, 2^64 is 2^6 in the second limb from there, −2^96 is −2^9 in the third, −2^224 is −2^21 in the seventh, and
 * 2^256 is 2^24 in the eighth.
 */
function reductionTerms(column) {
  const term = (sign, distance, shift) =>
    column - distance >= 0 && column - distance < limbs ? ` ${sign} (m${column - distance} << ${shift})` : '';
  return term('+', 2, 6) + term('-', 3, 9) + term('-', 7, 21) + term('+', 8, 24);
}

/**
 * Writes one function.
 * @param columns returns the expressions that are added to a column, and those that are subtracted
 * @param subtracted returns what is subtracted from a limb of the result
 */
function product({ name, parameters, start, columns, subtracted }) {
  const lines = [
    `static ${name}(r: usize, ${parameters.map((each) => `${each}: usize`).join(', ')}): void {`,
  ];
  lines.push(...start, 'let column: i64 = 0;', 'let carry: i64 = 0;');
  for (let at = 0; at < 2 * limbs - 1; at++) {
    const [added, taken] = columns(at);
    lines.push(`column = ${added};`);
    if (taken !== undefined) lines.push(`column -= ${taken};`);
    lines.push(`column += carry${reductionTerms(at)};`);
    if (at < limbs) lines.push(`const m${at} = column & LIMB;`);
    else {
      if (subtracted !== undefined) lines.push(`column -= ${subtracted(at - limbs)};`);
      lines.push(`store<i64>(r, column & LIMB, ${8 * (at - limbs)});`);
    }
    lines.push('carry = column >> 29;');
  }
  const last = limbs - 1;
  lines.push(
    `store<i64>(r, carry${subtracted === undefined ? '' : ` - (${subtracted(last)})`}, ${8 * last});`,
    '}',
  );
  return lines;
}

const doubled = indices.slice(0, -1).map((index) => `const t${index} = a${index} << 1;`);

const products = [
  {
    // a·b ÷ R
    name: 'multiply',
    parameters: ['a', 'b'],
    start: [...loads('a'), ...loads('b')],
    columns: (at) => [productColumn('a', 'b')(at)],
  },
  {
    // (a·b − c·d) ÷ R with one reduction
    name: 'multiplyLess',
    parameters: ['a', 'b', 'c', 'd'],
    start: [...loads('a'), ...loads('b'), ...loads('c'), ...loads('d')],
    columns: (at) => [productColumn('a', 'b')(at), `(${productColumn('c', 'd')(at)})`],
  },
  {
    // a² ÷ R
    name: 'square',
    parameters: ['a'],
    start: [...loads('a'), ...doubled],
    columns: (at) => [squareColumn(at)],
  },
  {
    // a² ÷ R − b − 2·c
    name: 'squareLess',
    parameters: ['a', 'b', 'c'],
    start: [...loads('a'), ...doubled],
    columns: (at) => [squareColumn(at)],
    subtracted: (index) => `load<i64>(b, ${8 * index}) + (load<i64>(c, ${8 * index}) << 1)`,
  },
];

/** Writes a function that works limb by limb and carries nothing. */
const linear = (name, parameters, limb) => [
  `static ${name}(r: usize, ${parameters.map((each) => `${each}: usize`).join(', ')}): void {`,
  ...indices.map((index) => `store<i64>(r, ${limb(8 * index)}, ${8 * index});`),
  '}',
];

/** Returns the source of the class `Products`. */
export function fieldProducts() {
  const lines = [
    'const LIMB: i64 = 0x1fffffff;',
    'export abstract class Products {',
    ...products.flatMap(product),
    ...linear('sum', ['a', 'b'], (at) => `load<i64>(a, ${at}) + load<i64>(b, ${at})`),
    ...linear('difference', ['a', 'b'], (at) => `load<i64>(a, ${at}) - load<i64>(b, ${at})`),
    ...linear('negative', ['a'], (at) => `-load<i64>(a, ${at})`),
    ...linear('copy', ['a'], (at) => `load<i64>(a, ${at})`),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
