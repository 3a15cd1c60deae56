/** SMS segments: a long text is sent as several messages, each of which networks bill. */

/** Characters; about seven segments in Latin letters, fifteen in others. */
export const longestText = 1_000;

/** GSM 03.38: the basic alphabet and its extension, whose characters count twice. */
const gsmAlphabet =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€\f]*$/;
const gsmExtension = /[\^{}\\[~\]|€\f]/g;

export function countSegments(text: string): number {
  if (text === "") return 0;
  const isGsm = gsmAlphabet.test(text);
  const [whole, part] = isGsm ? [160, 153] : [70, 67];
  const length = text.length + (isGsm ? (text.match(gsmExtension)?.length ?? 0) : 0);
  return length <= whole ? 1 : Math.ceil(length / part);
}
