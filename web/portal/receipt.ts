/** Letters and digits on a receipt: Crockford's base 32, in groups of six. */
export const receiptLetters = 24;

/**
 * A receipt code as people type it, brought into the form in which it is printed: full-width characters made narrow,
 * capitals, O for 0, I and L for 1 (these three are never printed), spaces and dashes set anew.
 */
export function tidyReceipt(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return letters.match(/.{1,6}/gu)?.join('-') ?? '';
}

/** How many letters and digits a code has. */
export const countLetters = (receipt: string): number => tidyReceipt(receipt).replaceAll('-', '').length;
