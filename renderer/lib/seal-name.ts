/** The name of a seal as its two parts; the holder is '' if the name does not tell it. */
export interface SealNameParts {
  /** What the seal is for: 公章, 合同专用章, 法定代表人名章. */
  readonly kind: string;
  readonly holder: string;
}

/** Words that end the name of an enterprise or body; what follows one up to 章 or 印 is the kind of its seal. */
const HOLDER_THEN_KIND =
  /^(.+(?:公司|委员会|合作社|事务所|协会|中心|学校|大学|学院|医院|厂))(.{1,12}(?:章|印))$/u;

/**
 * Splits the name of a seal, so that its kind can be named first.
 * @param subjects distinguished names of the certificates on its key, each "CN=…, O=…"
 * @returns the whole name as the kind if it cannot be split
 */
export function splitSealName(name: string, subjects: readonly string[]): SealNameParts {
  const holders = subjects
    .flatMap((subject) => subject.split(/[,+]/u))
    .map((part) => part.slice(part.indexOf('=') + 1).trim())
    .filter((holder) => holder !== '' && holder !== name && name.startsWith(holder))
    .toSorted((left, right) => right.length - left.length);
  const [longest] = holders;
  if (longest !== undefined) return { kind: name.slice(longest.length).trim(), holder: longest };
  const [, holder = '', kind = name] = HOLDER_THEN_KIND.exec(name) ?? [];
  return { kind, holder };
}
