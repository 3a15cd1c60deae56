/** How many messages a text is on the air: networks bill each. */

/** In characters; ten messages in Latin letters, twenty in others. */
export const longestText = 1_000;

/** GSM 03.38's own letters, and those of its extension, which take two places. */
const latin =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€\f]*$/;
const doubled = /[\^{}\\[~\]|€\f]/g;

export function countSegments(text: string): number {
  if (text === "") return 0;
  const isLatin = latin.test(text);
  const [whole, part] = isLatin ? [160, 153] : [70, 67];
  const length = text.length + (isLatin ? (text.match(doubled)?.length ?? 0) : 0);
  return length <= whole ? 1 : Math.ceil(length / part);
}
