/**
 * Writes the compression function of SM3 (GB/T 32905-2016, 5.3) in AssemblyScript, with its 64 rounds one after another. The compiler unrolls
 * no loops, and a loop would have to move eight words a round and to look constants up. Here a round changes the names instead.
 */

const rounds = 64;
const rotated = (value, by) => ((value << (by % 32)) | (value >>> (32 - (by % 32)))) >>> 0;
const hex = (value) => `0x${value.toString(16).padStart(8, '0')}`;

/** 4.2: T_j <<< (j mod 32). */
const constantOf = (round) => {
  const constant = round < 16 ? 0x79cc4519 : 0x7a879d8a;
  return round % 32 === 0 ? constant : rotated(constant, round);
};

/** 5.3.2: sixteen words of the message are kept; w{j mod 16} becomes W_j four rounds before it is needed. */
const word = (index) => `w${index % 16}`;

function expansion(round) {
  const next = round + 4;
  if (next < 16) return [];
  const w = (back) => word(next - back);
  return [
    `x = ${w(16)} ^ ${w(9)} ^ rotl<u32>(${w(3)}, 15);`,
    `${w(16)} = x ^ rotl<u32>(x, 15) ^ rotl<u32>(x, 23) ^ rotl<u32>(${w(13)}, 7) ^ ${w(6)};`,
  ];
}

/**
 * 5.3.3: one round. B, C and F, G are rotated where they stand, and A … D, E … H move by name. What the round before computed last, A and E, is
 * added last, since a processor waits for it.
 */
function roundLines(round) {
  const [a, b, c, d] = [0, 1, 2, 3].map((place) => 'abcd'[(place + 4 * rounds - round) % 4]);
  const [e, f, g, h] = [0, 1, 2, 3].map((place) => 'efgh'[(place + 4 * rounds - round) % 4]);
  const early = round < 16;
  const choice = early ? `(${b} ^ ${c} ^ ${a})` : `((${b} & ${c}) | ((${b} | ${c}) & ${a}))`;
  const selection = early ? `(${f} ^ ${g} ^ ${e})` : `(${g} ^ (${e} & (${f} ^ ${g})))`;
  return [
    ...expansion(round),
    `turned = rotl<u32>(${a}, 12);`,
    `sum = rotl<u32>(turned + ${hex(constantOf(round))} + ${e}, 7);`,
    `first = ${choice} + (${d} + (${word(round)} ^ ${word(round + 4)})) + (sum ^ turned);`,
    `second = ${selection} + (${h} + ${word(round)}) + sum;`,
    `${b} = rotl<u32>(${b}, 9);`,
    `${d} = first;`,
    `${f} = rotl<u32>(${f}, 19);`,
    `${h} = second ^ rotl<u32>(second, 9) ^ rotl<u32>(second, 17);`,
  ];
}

const names = [...'abcdefgh'];

/** Returns the source of `compress(state, data, blocks)`. */
export function sm3Rounds() {
  const lines = [
    'export function compress(state: usize, data: usize, blocks: u32): void {',
    ...names.map((name, index) => `let ${name} = load<u32>(state, ${4 * index});`),
    'let x: u32, turned: u32, sum: u32, first: u32, second: u32;',
    'for (; blocks > 0; blocks--) {',
    ...Array.from({ length: 16 }, (_, i) => `let w${i} = bswap<u32>(load<u32>(data, ${4 * i}));`),
    ...names.map((name) => `const ${name}0 = ${name};`),
    ...Array.from({ length: rounds }, (_, round) => roundLines(round)).flat(),
    ...names.map((name) => `${name} ^= ${name}0;`),
    'data += 64;',
    '}',
    ...names.map((name, index) => `store<u32>(state, ${name}, ${4 * index});`),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
