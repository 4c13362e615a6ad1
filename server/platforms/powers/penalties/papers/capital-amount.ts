const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

/** Four digits in capitals, zeros within told once: 1005 is 壹仟零伍. */
function fourInCapitals(four: string): string {
  return [...four.padStart(4, '0')]
    .map((digit, at) => (digit === '0' ? '零' : digits[Number(digit)]! + places[3 - at]!))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '');
}

function yuanInCapitals(yuan: string): string {
  const count = Math.ceil(yuan.length / 4);
  const padded = yuan.padStart(count * 4, '0');
  let said = '';
  for (let at = 0; at < count; at++) {
    const part = fourInCapitals(padded.slice(at * 4, at * 4 + 4));
    if (part) said += part + groups[count - 1 - at]!;
    else if (said && !said.endsWith('零')) said += '零';
  }
  return said.replace(/^零+|零+$/g, '');
}

/**
 * An amount of money in capitals, as papers that order a payment write it beside the figures (支付结算办法, annex 1):
 * 12345.60 is 壹万贰仟叁佰肆拾伍元陆角.
 * @param amount decimal text with at most two places and fourteen digits before them
 */
export function capitalAmount(amount: string): string {
  const [yuan = '0', cents = ''] = amount.split('.');
  const whole = yuanInCapitals(yuan.replace(/^0+/, '') || '0');
  const [jiao = '0', fen = '0'] = cents.padEnd(2, '0');
  const said = whole && `${whole}元`;
  if (jiao === '0' && fen === '0') return `${said || '零元'}整`;
  const tenths = jiao === '0' ? (said ? '零' : '') : `${digits[Number(jiao)]}角`;
  return `${said}${tenths}${fen === '0' ? '' : `${digits[Number(fen)]}分`}`;
}

const figures = /(?:人民币)?\s*(\d{1,3}(?:,\d{3})+|\d{1,14})(\.\d{1,2})?\s*(万)?元(?!（大写)/g;

/** A text in which every amount in yuan has its capitals beside it: what is confiscated as well as what is fined. Pure. */
export function withCapitals(text: string): string {
  return text.replace(
    figures,
    (found, whole: string, cents: string | undefined, tenThousands: string | undefined) => {
      // An amount in 万元 is not taken apart: it may be rounded.
      if (tenThousands) return found;
      return `${found}（大写：人民币${capitalAmount(whole.replaceAll(',', '') + (cents ?? ''))}）`;
    },
  );
}
