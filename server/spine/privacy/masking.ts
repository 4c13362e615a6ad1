/**
 * Masking on the server by allow-list: each kind of value says what may be seen of it, and everything else is stars. The
 * number of stars is always the same, so that not even a length is told. What does not have the expected form is all stars.
 */
const stars = '****';

const firstLetter = (text: string) => [...new Intl.Segmenter().segment(text.trim())][0]?.segment ?? '';

/** Providers whose domain says nothing about a person; another one may bear a name. */
const publicMail = new Set(
  '163.com 126.com qq.com foxmail.com sina.com sina.cn sohu.com 139.com 189.cn wo.cn yeah.net aliyun.com gmail.com outlook.com hotmail.com icloud.com yahoo.com'.split(
    ' ',
  ),
);

/** 张**, J**: the first character alone; in Chinese that is the family name or its first half. */
function maskName(name: string): string {
  const first = firstLetter(name);
  return /^\p{L}\p{M}*$/u.test(first) ? `${first}**` : stars;
}

/** 37**************12: the province and the last two; division and date of birth would leave few people to guess from. */
function maskIdNumber(idNumber: string): string {
  return /^\d{17}[\dX]$/.test(idNumber)
    ? `${idNumber.slice(0, 2)}${'*'.repeat(14)}${idNumber.slice(-2)}`
    : stars;
}

/** 138****5678 of a mobile number, as is customary; of any other number the last two digits. */
function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}${stars}${phone.slice(-4)}`;
  return /^\+?\d{6,20}$/.test(phone) ? `${stars}${phone.slice(-2)}` : stars;
}

/** z****@qq.com; the domain only where it is a public provider's. */
function maskEmail(email: string): string {
  const match = /^([^@\s]+)@([^@\s]+)$/.exec(email);
  if (!match) return stars;
  const [, local, domain] = match;
  return `${firstLetter(local!)}${stars}@${publicMail.has(domain!.toLowerCase()) ? domain : stars}`;
}

const provinces =
  '北京市|天津市|上海市|重庆市|河北省|山西省|辽宁省|吉林省|黑龙江省|江苏省|浙江省|安徽省|福建省|江西省|山东省|河南省|湖北省|湖南省|广东省|海南省|四川省|贵州省|云南省|陕西省|甘肃省|青海省|台湾省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|香港特别行政区|澳门特别行政区';
const chineseProvince = new RegExp(`^(${provinces})`);
const englishProvince =
  /(?:^|,)\s*((?:Beijing|Tianjin|Shanghai|Chongqing|Hebei|Shanxi|Liaoning|Jilin|Heilongjiang|Jiangsu|Zhejiang|Anhui|Fujian|Jiangxi|Shandong|Henan|Hubei|Hunan|Guangdong|Hainan|Sichuan|Guizhou|Yunnan|Shaanxi|Gansu|Qinghai)(?: Province| City| Municipality)?)\s*(?:,\s*(?:P\.?R\.? ?)?China\s*)?$/i;

/** 山东省****, or “****, Shandong Province”: the province alone, and only one that there is. */
function maskAddress(address: string): string {
  const chinese = chineseProvince.exec(address.trim());
  if (chinese) return `${chinese[1]}${stars}`;
  const english = englishProvince.exec(address);
  return english ? `${stars}, ${english[1]}` : stars;
}

/** The allow-list: a field that is not named here is never shown, masked or not. */
const masks = {
  name: maskName,
  idNumber: maskIdNumber,
  phone: maskPhone,
  email: maskEmail,
  address: maskAddress,
} as const;

export type MaskedField = keyof typeof masks;

/** What may be seen of a value. */
export function mask(field: MaskedField, value: string): string {
  return masks[field](value);
}
