import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { type ImportKind, templateAddress } from '#contract/services/assets';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { money } from '#base/money';
import { systemNow } from '#base/time';
import { attachmentsOf } from '#spine/attachments/attachments';
import { registerAttachmentRoutes } from '#spine/attachments/attachment-routes';
import { contents, upload as attach } from '#spine/attachments/upload.fixture';
import { replay } from '#spine/journal/replay';
import { parseKey } from '#spine/keys';
import { principalWith } from '../../../../tests/support/principals.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { appWith, organs, type Send, testSpine } from '../../../../tests/support/spine.ts';
import { assets } from './index.ts';

const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { now: systemNow(), platforms: true });
const region = organs.village.region;
const at = { organId: spine.registry.organ(organs.village.code)!.id, region: Number(region) };
const who = {
  clerk: principalWith([{ role: 'village-clerk', ...at }], 'clerk'),
  head: principalWith([{ role: 'approver', ...at }], 'head'),
  member: principalWith([{ role: 'village-committee', ...at }], 'member'),
  elsewhere: principalWith([{ role: 'supervision-officer', organId: null, region: 370200000000 }], 'other'),
};
type Who = keyof typeof who | 'nobody';
let asking: Who = 'nobody';
const { app, send } = await appWith(
  spine,
  { who: () => (asking === 'nobody' ? null : who[asking]) },
  registerCaseRoutes,
  (server, one) => registerAttachmentRoutes(server, one, []),
  assets.routes,
);
const as =
  (name: Who): Send =>
  (...call) => {
    asking = name;
    return send(...call);
  };

const opening = {
  year: 2026,
  accounts: [
    { code: 'cash', name: '库存现金', kind: 'cash', opening: '8000.00' },
    { code: 'bank', name: '银行存款', kind: 'bank', opening: '100000.10' },
  ],
};
const bookId = (await as('clerk')('POST', '/api/services/books', opening)).body.id as string;
const book = `/api/services/books/${bookId}`;
const entry = {
  date: '2026-11-03',
  kind: 'income',
  account: 'bank',
  subject: 'lease-income',
  amount: '1200.5',
  party: '某合作社',
  purpose: '鱼塘承包费',
};

async function upload(name: string, content: Buffer, by: Who = 'clerk', url = `${book}/import`) {
  const boundary = 'between-the-parts';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  asking = by;
  const response = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  return { status: response.statusCode, body: response.json() };
}

const voucherHead = ['凭证号', '日期', '类型', '账户', '科目', '金额', '对方', '摘要'];

async function workbook(rows: unknown[][], head = voucherHead): Promise<Buffer> {
  const file = new exceljs.Workbook();
  file.addWorksheet('表').addRows([head, ...rows]);
  return Buffer.from(await file.xlsx.writeBuffer());
}

/** The columns of a template, and its example. */
async function templateOf(kind: ImportKind): Promise<{ head: string[]; example: string[]; bytes: Buffer }> {
  const { rawPayload: bytes } = await app.inject({ url: templateAddress(kind) });
  const file = new exceljs.Workbook();
  await file.xlsx.load(bytes as unknown as exceljs.Buffer);
  const [head, example] = [1, 2].map((row) => (file.worksheets[0]!.getRow(row).values as string[]).slice(1));
  return { head: head!, example: example!, bytes };
}

describe('the book of a village', () => {
  test('given the same year again, then it is refused, and one without an account too', async () => {
    expect((await as('clerk')('POST', '/api/services/books', opening)).body.code).toBe('case-exists');
    const empty = await as('clerk')('POST', '/api/services/books', { year: 2027, accounts: [] });
    expect(empty).toMatchObject({ status: 422, body: { code: 'field-invalid', field: 'accounts' } });
  });

  test('given somebody who keeps no village, then they open none, and what is elsewhere is not found', async () => {
    expect((await as('head')('POST', '/api/services/books', opening)).status).toBe(403);
    expect((await as('elsewhere')('GET', book)).status).toBe(404);
    expect((await as('nobody')('GET', book)).status).toBe(401);
    expect((await as('head')('POST', `${book}/vouchers`, entry)).status).toBe(403);
  });

  test('given a voucher, then the figures say so, agree with the journal, and open it', async () => {
    const { status, body } = await as('clerk')('POST', `${book}/vouchers`, entry);
    expect(status).toBe(200);
    expect(body).toMatchObject({ balance: '109200.60', income: '1200.50', vouchers: 1, balanced: true });
    const opened = await as('member')('GET', `${book}/vouchers?subject=lease-income`);
    expect(opened.body).toMatchObject({
      total: 1,
      rows: [{ voucher: 1, amount: '1200.50', actor: 'clerk' }],
    });
  });

  test('given a wrong field, then it is named and nothing is posted', async () => {
    const wrong = await as('clerk')('POST', `${book}/vouchers`, { ...entry, account: 'safe' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'field-invalid', field: 'account' } });
    expect((await as('clerk')('GET', book)).body.vouchers).toBe(1);
  });

  test('given a reversal, then both stand, it is done once, and the book is as before', async () => {
    const posted = await as('clerk')('POST', `${book}/vouchers`, { ...entry, amount: '10' });
    const path = `${book}/vouchers/${posted.body.vouchers}/reversal`;
    const { body } = await as('clerk')('POST', path, { reason: '金额录入有误' });
    expect(body).toMatchObject({ balance: '109200.60', vouchers: 3, balanced: true });
    expect((await as('clerk')('POST', path, { reason: '金额录入有误' })).body.code).toBe(
      'action-not-allowed',
    );
    const rows = (await as('clerk')('GET', `${book}/vouchers`)).body.rows;
    expect(rows.map((row: Record<string, unknown>) => [row.voucher, row.reverses, row.reversedBy])).toEqual([
      [3, 2, null],
      [2, null, 3],
      [1, null, null],
    ]);
  });

  test('given a workbook, then good rows are posted, bad ones named by line, and the same again adds nothing', async () => {
    const file = await workbook([
      ['记-01', '2026-10-08', '支出', '银行存款', '管理费用', 120.5, '某印务公司', '打印'],
      [
        '记-02',
        new Date('2026-10-09T00:00:00Z'),
        '收入',
        '库存现金',
        '其他收入',
        '1,000.00',
        '某合作社',
        '赞助',
      ],
      ['记-03', '2026-10-10', '支出', '保险柜', '管理费用', 1, '某公司', '不存在的账户'],
      ['记-04', '2026-10-10', '支出', '库存现金', '管理费用', 99999, '某公司', '超过余额'],
      ['记-05', '昨天', '支出', '库存现金', '管理费用', 5, '某公司', '日期不清'],
    ]);
    expect((await upload('凭证.xlsx', file)).body).toMatchObject({
      posted: 2,
      duplicates: 0,
      refused: [
        { line: 4, field: 'account' },
        { line: 5, field: 'amount' },
        { line: 6, field: 'date' },
      ],
    });
    expect((await upload('凭证.xlsx', file)).body).toMatchObject({ posted: 0, duplicates: 2 });
    const other = await workbook([
      ['记-01', '2026-10-08', '支出', '银行存款', '管理费用', 121, '某印务公司', '打印'],
    ]);
    expect((await upload('凭证.xlsx', other)).body.refused).toMatchObject([{ line: 2, field: 'paper' }]);
    expect((await as('clerk')('GET', book)).body).toMatchObject({ balance: '110080.10', balanced: true });
  });

  test('given a file that is none, then the answer says so', async () => {
    expect((await upload('凭证.pdf', Buffer.from('%PDF'))).body.code).toBe('unsupported-media-type');
    expect((await upload('凭证.xlsx', Buffer.from('not a workbook'))).body).toMatchObject({ posted: 0 });
    expect(
      (await upload('凭证.csv', Buffer.from('日期,金额\n2026-01-01,3'))).body.refused.length,
    ).toBeGreaterThan(0);
    expect((await upload('凭证.csv', Buffer.from(''), 'head')).status).toBe(403);
  });

  test('given a file of a thousand rows, then each is posted once, to the fen', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => [
      `批-${n}`,
      '2026-09-08',
      '收入',
      '银行存款',
      '其他收入',
      '0.37',
      '某合作社',
      `第${n}笔`,
    ]);
    const before = (await as('clerk')('GET', book)).body;
    const file = await workbook(rows);
    expect((await upload('九月.xlsx', file)).body).toMatchObject({ posted: 1000, refusedRows: 0 });
    const after = (await as('clerk')('GET', book)).body;
    expect(after).toMatchObject({ vouchers: before.vouchers + 1000, balanced: true });
    expect(money(after.balance).minus(money(before.balance)).toFixed(2)).toBe('370.00');
    expect((await upload('九月.xlsx', file)).body).toMatchObject({ posted: 0, duplicates: 1000 });
  }, 120_000);

  test('given more refused rows than are named, then all are counted', async () => {
    const rows = Array.from({ length: 501 }, () => [
      null,
      '2026-09-08',
      '支出',
      '库房',
      null,
      1,
      '某公司',
      '无',
    ]);
    const { body } = await upload('坏.xlsx', await workbook(rows));
    expect(body).toMatchObject({ posted: 0, refusedRows: 501 });
    expect(body.refused).toHaveLength(500);
  });

  test('given the paper of a voucher, then it is attached to the book, shown to who keeps it, and not to the public', async () => {
    asking = 'clerk';
    const paper = (await attach(app, '收据.pdf', contents.pdf)).body;
    const posted = await as('clerk')('POST', `${book}/vouchers`, { ...entry, files: [paper.id] });
    expect(posted.status).toBe(200);
    const newest = (await as('clerk')('GET', `${book}/vouchers`)).body.rows[0];
    expect(newest.files).toEqual([{ id: paper.id, name: paper.name, bytes: paper.bytes }]);
    expect(await attachmentsOf(pool, { case: bookId })).toMatchObject([{ id: paper.id }]);
    const outside = await as('nobody')('GET', `/api/services/villages/${region}/books/2026/vouchers`);
    expect(outside.body.rows[0]).toMatchObject({ voucher: newest.voucher, files: [] });
    const again = await as('clerk')('POST', `${book}/vouchers`, { ...entry, files: ['0'.repeat(32)] });
    expect(again.body).toMatchObject({ code: 'attachment-unknown' });
  });

  test('given a month that the committee signed, then villagers see it, without who kept the book', async () => {
    const act = (name: Who, action: string, values: object) =>
      as(name)('POST', `/api/cases/${bookId}/actions`, { action, values });
    expect((await act('clerk', 'close-month', { month: '2026-10' })).status).toBe(200);
    expect((await act('clerk', 'sign-month', { month: '2026-10' })).status).toBe(403);
    expect((await act('member', 'sign-month', { month: '2026-10' })).status).toBe(200);
    const { body } = await as('nobody')('GET', `/api/services/villages/${region}/books`);
    expect(body).toMatchObject({ years: [2026], book: { closedMonths: 1, signedMonths: 1, balanced: true } });
    const signed = body.book.months.find((one: { month: string }) => one.month === '2026-10');
    expect(signed.signedBy).toBe('');
    const vouchers = await as('nobody')(
      'GET',
      `/api/services/villages/${region}/books/2026/vouchers?month=2026-10`,
    );
    expect(vouchers.body).toMatchObject({ total: 2, rows: [{ actor: '' }, { actor: '' }] });
  });
});

describe('contracts and assets', () => {
  const terms = (n: number, more: object = {}) => ({
    number: `HT-${n}`,
    kind: 'water',
    what: '村东鱼塘',
    area: '10',
    party: '某合作社',
    from: '2026-01-01',
    until: '2031-12-31',
    yearlyRent: '5000',
    firstDue: '2026-12-31',
    ...more,
  });
  const sign = (n: number, more: object = {}) =>
    as('clerk')('POST', '/api/services/contracts', terms(n, more));
  const rulesOf = async (id: string) =>
    (
      await query<{ rule: string }>('SELECT rule FROM alert WHERE case_id = $1 ORDER BY rule', [
        parseKey(id).id,
      ])
    ).map(({ rule }) => rule);

  test('given dates that do not fit, then the field is named', async () => {
    expect((await sign(0, { until: '2025-01-01' })).body).toMatchObject({
      code: 'field-invalid',
      field: 'until',
    });
    expect((await sign(0, { firstDue: '2040-01-01' })).body).toMatchObject({ field: 'firstDue' });
  });

  test('given the template of contracts, then it is what an import takes, once', async () => {
    const { head, example, bytes } = await templateOf('contracts');
    const url = '/api/services/contracts/import';
    expect((await upload('合同.xlsx', bytes, 'clerk', url)).body).toMatchObject({ posted: 1, refused: [] });
    const row = (number: string, at: string, value: unknown) =>
      example.map((cell, i) => (head[i] === '合同编号' ? number : head[i] === at ? value : cell));
    const file = await workbook(
      [
        example,
        row('HT-X1', '到期日期', '2020-01-01'),
        row('HT-X2', '类别', '沙滩'),
        row('HT-X3', '标的', '西塘'),
      ],
      head,
    );
    expect((await upload('合同.xlsx', file, 'clerk', url)).body).toMatchObject({
      posted: 1,
      duplicates: 1,
      refusedRows: 2,
      refused: [
        { line: 3, field: 'until' },
        { line: 4, field: 'kind' },
      ],
    });
    expect((await upload('合同.xlsx', file, 'head', url)).status).toBe(403);
  });

  test('given the template of assets, then it is what an import takes, and one that says something else is refused', async () => {
    const { head, example, bytes } = await templateOf('holdings');
    const url = '/api/services/holdings/import';
    expect((await upload('资产.xlsx', bytes, 'clerk', url)).body).toMatchObject({ posted: 1, refused: [] });
    const dearer = example.map((cell, i) => (head[i] === '原值（元）' ? '99' : cell));
    const file = await workbook([example, dearer], head);
    expect((await upload('资产.xlsx', file, 'clerk', url)).body).toMatchObject({
      posted: 0,
      duplicates: 1,
      refused: [{ line: 3, field: 'number' }],
    });
    expect((await templateOf('vouchers')).head).toContain('摘要');
    expect((await as('nobody')('GET', '/api/services/import-templates/none.xlsx')).status).toBe(404);
  });

  test('given five such contracts in the county, then one at less than eighty percent of their median is noticed', async () => {
    for (const n of [1, 2, 3, 4, 5]) expect((await sign(n)).status).toBe(200);
    expect(await rulesOf((await sign(6, { yearlyRent: '4000' })).body.id)).toEqual([]);
    expect(await rulesOf((await sign(7, { yearlyRent: '3999.99' })).body.id)).toEqual(['RENT_BELOW_MEDIAN']);
  });

  test('given a term of more than thirty years, then it is noticed; thirty to the day is not', async () => {
    expect(await rulesOf((await sign(8, { until: '2055-12-31' })).body.id)).toEqual([]);
    expect(await rulesOf((await sign(9, { until: '2057-01-01' })).body.id)).toEqual(['CONTRACT_TERM_LONG']);
  });

  test('given a rent, then the next one has the clock', async () => {
    const { id } = (await sign(10)).body;
    const paid = await as('clerk')('POST', `/api/cases/${id}/actions`, {
      action: 'note-rent',
      values: { amount: '5000' },
    });
    const clocks = paid.body.clocks.map((one: { kind: string; status: string }) => [one.kind, one.status]);
    expect(clocks).toContainEqual(['part:services.contracts:rent:2026-12-31', 'stopped']);
    expect(clocks).toContainEqual(['part:services.contracts:rent:2027-12-31', 'running']);
  });

  test('given an asset that is disposed of without a vote, then it is noticed; with its record it is not', async () => {
    const register = async (number: string) =>
      (
        await as('clerk')('POST', '/api/services/holdings', {
          number,
          name: '旧办公楼',
          value: '300000',
          acquired: '2010-05-01',
          lifeYears: 30,
        })
      ).body.id as string;
    const dispose = (id: string, more: object) =>
      as('clerk')('POST', `/api/cases/${id}/actions`, {
        action: 'dispose',
        values: { price: '120000', reason: '危房需要拆除', ...more },
      });
    const [without, withVote] = [await register('ZC-1'), await register('ZC-2')];
    expect((await dispose(without, {})).status).toBe(200);
    expect((await dispose(withVote, { vote: '2026-07号' })).status).toBe(200);
    expect(await rulesOf(without)).toEqual(['DISPOSED_WITHOUT_VOTE']);
    expect(await rulesOf(withVote)).toEqual([]);
    const list = await as('clerk')('GET', '/api/services/holdings?status=disposed');
    expect(list.body).toMatchObject({ total: 2, rows: [{ number: 'ZC-1' }, { number: 'ZC-2' }] });
  });

  test('given all of this, then a replay tells the same', async () => {
    expect((await replay(spine)).listed).toEqual([]);
  });
});
