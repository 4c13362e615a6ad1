/** XML 1.0 has no place for control characters but tab and line ends, nor for halves of characters; not even escaped. */
const unwritable = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** A text as XML can hold it: without what it cannot. */
export const writableInXml = (text: string): string =>
  text.replaceAll(unwritable, (sign) => ('\t\n\r'.includes(sign) ? sign : ''));
