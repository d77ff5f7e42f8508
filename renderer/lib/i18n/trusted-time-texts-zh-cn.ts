/** What the window says of the trusted time of a seal. */
export const trustedTimeTextsZhCn = {
  stamped: (time: string): string => `可信时间：${time}（时间戳已随签章保存）`,
  missing: (what: string): string => `没有取得可信时间：${what}`,
  countersigned: '印章已正常加盖。这次用印在台账中的位置将在下次同步时由平台副署，可作为存在的证明。',
};
