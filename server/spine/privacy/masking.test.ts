import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mask, type MaskedField } from './masking.ts';

test.each([
  ['name', '张三', '张**'],
  ['name', '欧阳娜娜', '欧**'],
  ['name', '𠮷田', '𠮷**'],
  ['name', 'John Smith', 'J**'],
  ['name', '13800138000', '****'],
  ['name', '', '****'],
  ['idNumber', '11010519491231002X', '11**************2X'],
  ['idNumber', '110105491231002', '****'],
  ['phone', '13800138000', '138****8000'],
  ['phone', '053182021234', '****34'],
  ['phone', '+442079460958', '****58'],
  ['phone', '12345', '****'],
  ['email', 'zhangsan@qq.com', 'z****@qq.com'],
  ['email', 'post@zhangsan.cn', 'p****@****'],
  ['email', 'nothing', '****'],
  ['address', '山东省济南市历下区解放路1号', '山东省****'],
  ['address', '张家庄小区3号楼', '****'],
  ['address', '1 Jiefang Road, Lixia District, Jinan, Shandong Province', '****, Shandong Province'],
  ['address', '1 Jiefang Road, Jinan, Shandong, China', '****, Shandong'],
  ['address', '12 Shandong Road, Qingdao', '****'],
] as const)('given the %s %s, when masked, then %s is seen', (field, value, seen) => {
  expect(mask(field, value)).toBe(seen);
});

test('given any text, when masked, then no more of it is seen than the allow-list says, however long it is', () => {
  const most = { name: 1, idNumber: 4, phone: 7, email: 1, address: 0 } satisfies Record<MaskedField, number>;
  const digits = fc.stringMatching(/^\+?\d{1,22}X?$/);
  const any = fc.oneof(fc.string({ unit: 'grapheme' }), digits, fc.emailAddress());
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(most) as MaskedField[])), any, (field, value) => {
      const seen = mask(field, value).replaceAll(/\*+/g, '');
      const letters = [...new Intl.Segmenter().segment(field === 'email' ? seen.split('@')[0]! : seen)];
      if (field !== 'address') expect(letters.length).toBeLessThanOrEqual(most[field]);
      else expect(mask(field, value)).toBe('****');
    }),
  );
});
