/** A ratio that is to stay below a limit. */
export const atMost = (limit) => ({ text: `≤ ${limit}`, isMet: (ratio) => ratio <= limit });

/** A ratio that is to reach a limit. */
export const atLeast = (limit) => ({ text: `≥ ${limit}`, isMet: (ratio) => ratio >= limit });

const rounded = (value, digits) => (Number.isFinite(value) ? Number(value.toFixed(digits)) : null);

/**
 * Makes one result of a part, as `npm run bench -- --json` prints it.
 * @param subject what was measured
 * @param peer what it is compared with in the same run; a named amount where no program is the measure
 * @param ratio subject over peer; NaN when the peer is not on this machine: then `ratio` and `met` are null
 * @param target {@link atMost} or {@link atLeast}; null for what is shown beside the subject of a target
 * @param peakMegabytes peak resident memory of the subject's process; null where it is not measured
 */
export function row({ part, subject, peer, ratio, target, peakMegabytes = null }) {
  const isKnown = Number.isFinite(ratio);
  return {
    ...{ part, subject, peer },
    ratio: rounded(ratio, ratio < 0.1 ? 4 : 2),
    target: target?.text ?? null,
    met: isKnown && target !== null ? target.isMet(ratio) : null,
    peakMegabytes: peakMegabytes === null ? null : rounded(peakMegabytes, 0),
  };
}

const MET = { true: 'yes', false: 'no' };

/** Returns the lines of a table in Markdown. */
export function tableOf(rows) {
  const cells = rows.map(({ part, subject, peer, ratio, target, met, peakMegabytes }) => [
    ...[part, subject, peer, ratio ?? '–', target ?? '–', MET[met] ?? '–', peakMegabytes ?? '–'],
  ]);
  const head = ['part', 'subject', 'peer', 'ratio', 'target', 'met', 'peak MB'];
  const line = (values) => `| ${values.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...cells.map(line)];
}
