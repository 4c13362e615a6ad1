import { describe, expect, test } from 'vitest';
import { systemNow } from '#base/time';
import type { ItemInput, OrganInput } from '#contract/catalogue';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { replay } from '#spine/journal/replay';
import { inTransaction } from '#base/db';
import { insertAccount } from '#spine/identity/accounts';
import { Erasures } from '#spine/privacy/erasure';
import { settleReactions } from '#spine/platform/reactions';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../install-platforms.ts';
import { registerApplicantRoutes } from './routes.ts';
import { tellAtLimit } from './tell-at-limit.ts';
import { registerWorkbenchRoutes } from './workbench-routes.ts';

installPlatforms();
const { pool } = await testDatabase();
// What a live source tells counts from when it is recorded, by the database's own time.
const { spine, present, query } = await testSpine(pool, { now: systemNow() });

const named = (name: string) => ({ zh: name, en: name });
const step = (code: string, after: string[] = []) => ({ code, name: named(code), after });
const centre: OrganInput = { code: 'service-centre', name: named('中心'), region: organs.district.region };
const fire: OrganInput = { code: 'fire', name: named('消防'), region: organs.district.region };
const steps = [step('accept'), step('decide', ['accept']), step('deliver', ['decide'])];
const item = (code: string, organ: string, more: Partial<ItemInput> = {}): ItemInput => ({
  code,
  platform: 'services',
  name: named(code),
  type: '01',
  level: 4,
  organ,
  basis: [{ law: '某法', article: '第一条' }],
  limits: { legal: { n: 20, unit: 'working-day' }, promised: { n: 10, unit: 'working-day' } },
  flow: { version: 1, steps },
  materials: [{ code: 'plan', name: named('平面图'), required: false }],
  formFields: [
    { code: 'shop', name: named('字号'), kind: 'text', required: true, maxLength: 20 },
    { code: 'opening', name: named('开业日期'), kind: 'date' },
    { code: 'home', name: named('住址'), kind: 'text', personal: true },
  ],
  effectiveFrom: '2020-01-01',
  ...more,
});
await saveOrgans(pool, [centre, fire], false);
await saveItems(
  pool,
  [
    item('food', organs.district.code),
    item('fire-check', fire.code),
    item('joint', centre.code, {
      type: '20',
      parts: [{ item: 'food' }, { item: 'fire-check', after: [] }],
      jointLimit: { n: 45, unit: 'working-day' },
    }),
  ],
  false,
);
await spine.registry.refresh();

const organId = (code: string) => spine.registry.organ(code)!.id;
const region = Number(organs.district.region);
const citizen = await accountOf('citizen-one', 'citizen');
/** Somebody who handles and decides at an organ. */
const officer = (code: string) =>
  principalWith((['handler', 'approver'] as const).map((role) => ({ role, organId: organId(code), region })));
const clerk = officer('district-bureau');
const fireOfficer = officer('fire');
let who: ReturnType<typeof principalWith> | null = citizen;
const { send } = await appWith(
  spine,
  { who: () => who },
  registerApplicantRoutes,
  registerWorkbenchRoutes,
  registerCaseRoutes,
);

/** A citizen with an account, since what they file belongs to it. */
async function accountOf(name: string, kind: string) {
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO account (name, kind, contact_index, made_at) VALUES ($1, $2, '\\x01', now()) RETURNING id`,
    [name, kind],
  );
  return { ...principalWith([]), accountId: rows[0]!.id, actor: name };
}

const applicant = { name: '王小明', idNumber: '11010519491231002X', phone: '13800000000' };
const form = (more: object = {}) => ({
  item: 'food',
  applicant,
  answers: { shop: '小明餐馆', home: '某路一号' },
  materials: {},
  ...more,
});
const file = async (more: object = {}) => {
  who = citizen;
  const { status, body } = await send('POST', '/api/services/applications', form(more));
  expect(status).toBe(200);
  return body as { receipt: string; number: string };
};
const at = (receipt: string) => `/api/services/applications/${receipt}`;
const keyOf = async (number: string) =>
  (await query<{ key: string }>(`SELECT city || '-' || id AS key FROM cases WHERE number = $1`, [number]))[0]!
    .key;
const act = async (by: typeof who, number: string, action: string, values: object = {}) => {
  who = by;
  const answer = await send('POST', `/api/cases/${await keyOf(number)}/actions`, { action, values });
  expect([action, answer.status, answer.body.code]).toEqual([action, 200, undefined]);
  await settleReactions(spine);
};
const look = async (receipt: string) => {
  who = null;
  return (await send('GET', at(receipt))).body;
};

describe('filing', () => {
  test('given a filled-in form, then a receipt stands for it, and nothing personal is in the journal', async () => {
    const { receipt, number } = await file();
    expect(number).toMatch(/^food-\d{8}0001$/);
    const shown = await look(receipt);
    expect(shown).toMatchObject({ status: 'filed', number, channel: 'portal' });
    expect(shown.answers).toEqual([
      { code: 'shop', name: named('字号'), value: '小明餐馆', personal: false },
      { code: 'home', name: named('住址'), value: '****', personal: true },
    ]);
    const [entry] = await query<{ text: string }>('SELECT string_agg(data::text, $1) AS text FROM journal', [
      '',
    ]);
    for (const secret of [...Object.values(applicant), '小明餐馆', '某路一号'])
      expect(entry!.text).not.toContain(secret);
  });

  test.each([
    ['applicant.idNumber', { applicant: { ...applicant, idNumber: '110105194912310021' } }],
    ['applicant.name', { applicant: { ...applicant, name: ' ' } }],
    ['answers.shop', { answers: {} }],
    ['answers.opening', { answers: { shop: '店', opening: '2026-02-30' } }],
    ['materials.nothing', { materials: { nothing: [] } }],
  ])('given a wrong %s, then it is refused by that field and no case is opened', async (field, more) => {
    who = citizen;
    const before = await query('SELECT FROM cases');
    expect(await send('POST', '/api/services/applications', form(more))).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field },
    });
    expect(await query('SELECT FROM cases')).toHaveLength(before.length);
  });

  test('given a file that somebody else uploaded, then it is refused before anything is opened', async () => {
    const id = 'f'.repeat(32);
    await query(
      `INSERT INTO attachment (id, name, type, bytes, sha256, scan, uploaded_by, uploaded_at, stored)
       VALUES ($1, 'plan.pdf', 'application/pdf', 1, decode(repeat('ab', 32), 'hex'), 'not-scanned', 'account:0', now(), true)`,
      [id],
    );
    who = citizen;
    const before = await query('SELECT FROM cases');
    expect(
      await send('POST', '/api/services/applications', form({ materials: { plan: [id] } })),
    ).toMatchObject({
      status: 422,
      body: { code: 'attachment-unknown' },
    });
    expect(await query('SELECT FROM cases')).toHaveLength(before.length);
    await query('UPDATE attachment SET uploaded_by = $2 WHERE id = $1', [id, `account:${citizen.accountId}`]);
    const { number, receipt } = await file({ materials: { plan: [id] } });
    expect((await look(receipt)).materials[0].files).toMatchObject([{ id, name: 'plan.pdf' }]);
    const [held] = await query<{ key: string }>(
      `SELECT city || '-' || case_id AS key FROM attachment WHERE id = $1`,
      [id],
    );
    expect(held!.key).toBe(await keyOf(number));
  });

  test('given twelve filed at once, then their numbers follow each other without gaps or doubles', async () => {
    who = citizen;
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        send('POST', '/api/services/applications', form({ item: 'fire-check' })),
      ),
    );
    const serials = answers.map(({ body }) => Number(body.number.slice(-4))).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  });

  test('given nobody has signed in, then nothing is filed', async () => {
    who = null;
    expect((await send('POST', '/api/services/applications', form())).status).toBe(401);
  });

  test('given a draft, then its own account alone opens it, and filing ends it', async () => {
    who = citizen;
    const values = { applicant: { name: '王' }, answers: { shop: '' }, materials: {} };
    const { body } = await send('POST', '/api/services/drafts', { item: 'food', values });
    const address = `/api/services/drafts/${body.token}`;
    expect((await send('GET', address)).body).toMatchObject({ item: 'food', values });
    await send('POST', '/api/services/drafts', {
      item: 'food',
      token: body.token,
      values: { ...values, answers: { shop: '店' } },
    });
    expect((await send('GET', address)).body.values.answers).toEqual({ shop: '店' });
    who = clerk;
    expect((await send('GET', address)).status).toBe(404);
    await file({ token: body.token });
    expect((await send('GET', address)).status).toBe(404);
  });

  test('given somebody else stands at a window, then the clerk takes it in, and a citizen may not', async () => {
    who = clerk;
    const { status, body } = await send('POST', '/api/services/received', form());
    expect(status).toBe(200);
    expect((await look(body.receipt)).channel).toBe('window');
    who = citizen;
    expect((await send('POST', '/api/services/received', form())).status).toBe(403);
  });
});

describe('handling', () => {
  test('given it is granted, delivered and rated low, then a correction stands on the alert at once', async () => {
    const { receipt, number } = await file();
    await act(clerk, number, 'accept');
    await act(clerk, number, 'decide', { outcome: 'granted', reason: '符合法定条件，予以许可' });
    await act(clerk, number, 'deliver', { method: 'window' });
    await act(clerk, number, 'close');
    who = null;
    expect(
      (await send('POST', `${at(receipt)}/actions`, { action: 'rate', stars: 1, text: '等了很久' })).status,
    ).toBe(200);
    await settleReactions(spine);
    const [alert] = await query<{ rule: string; status: number }>(
      `SELECT a.rule, (SELECT count(*)::int FROM correction c WHERE c.case_id = a.case_id) AS status FROM alert a
       JOIN cases k ON k.id = a.case_id WHERE k.number = $1 AND a.rule = 'RATED_BADLY'`,
      [number],
    );
    expect(alert).toEqual({ rule: 'RATED_BADLY', status: 1 });
    expect((await send('GET', '/api/services/ratings')).body).toMatchObject({ rows: [], total: 0 });
    await act(clerk, number, 'archive');
    expect(await look(receipt)).toMatchObject({ status: 'archived', may: [] });
  });

  test('given a licence that was printed, when the closing is taken back, then it no longer holds, and a new decision gives a new one', async () => {
    const { receipt, number } = await file();
    const papers = async () => {
      who = null;
      const { body } = await send('GET', `${at(receipt)}/documents`);
      return (body as { kindName: { zh: string }; state: string }[])
        .filter(({ kindName }) => kindName.zh !== '受理通知书')
        .map(({ kindName, state }) => `${kindName.zh} ${state}`);
    };
    const decided = { outcome: 'granted', reason: '符合法定条件，予以许可' };
    await act(clerk, number, 'accept');
    await act(clerk, number, 'decide', decided);
    expect(await papers()).toEqual(['行政决定书 valid', '许可证照 valid']);
    await act(clerk, number, 'close');
    await act(clerk, number, 'reopen', { reason: '决定书遗漏一项核准内容' });
    expect(await papers()).toEqual(['行政决定书 revoked', '许可证照 revoked']);
    await act(clerk, number, 'decide', decided);
    expect(await papers()).toEqual([
      '行政决定书 revoked',
      '许可证照 revoked',
      '行政决定书 valid',
      '许可证照 valid',
    ]);
    expect(await look(receipt)).toMatchObject({ status: 'decided' });
  });

  test('given a decision that nobody had printed, when the closing is taken back, then no paper of it is issued any more', async () => {
    const { receipt, number } = await file();
    await act(clerk, number, 'refuse', { reason: '不属于本机关职权范围' });
    await act(clerk, number, 'reopen', { reason: '经复核属于本机关职权' });
    who = null;
    expect((await send('GET', `${at(receipt)}/documents`)).body).toEqual([]);
  });

  test('given corrections are asked for, then the applicant sees them and answers once', async () => {
    const { receipt, number } = await file();
    await act(clerk, number, 'request-correction', { materials: ['plan'], reason: '请补充平面图' });
    const shown = await look(receipt);
    expect(shown.asked.requests).toMatchObject([{ materials: [{ code: 'plan' }], reason: '请补充平面图' }]);
    const answer = { action: 'answer-corrections', materials: {}, text: '已在窗口提交' };
    expect((await send('POST', `${at(receipt)}/actions`, answer)).body).toMatchObject({
      status: 'filed',
      asked: null,
    });
    expect((await send('POST', `${at(receipt)}/actions`, answer)).status).toBe(409);
  });

  test('given messages to and fro and a complaint, then both read them and the inspector has a clue', async () => {
    const { receipt, number } = await file();
    who = null;
    await send('POST', `${at(receipt)}/actions`, { action: 'message', text: '请问何时受理？' });
    who = clerk;
    await send('POST', `/api/services/cases/${await keyOf(number)}/messages`, { text: '明日受理。' });
    who = null;
    await send('POST', `${at(receipt)}/actions`, { action: 'complain', about: 'slowness', text: '太慢' });
    expect((await look(receipt)).messages.map(({ text }: { text: string }) => text)).toEqual([
      '请问何时受理？',
      '明日受理。',
    ]);
    const alerts = await query<{ rule: string }>(
      `SELECT rule FROM alert a JOIN cases c ON c.id = a.case_id WHERE c.number = $1`,
      [number],
    );
    expect(alerts).toEqual([{ rule: 'APPLICANT_COMPLAINED' }]);
  });
});

describe('one window', () => {
  test('given a joint item, then each organ has its part; one list of corrections, one pause, one end', async () => {
    const { receipt, number } = await file({ item: 'joint' });
    await settleReactions(spine);
    const [food, fireCheck] = [`${number}-1`, `${number}-2`];
    await act(clerk, food, 'request-correction', { materials: ['plan'], reason: '缺少后厨平面图' });
    expect((await look(receipt)).asked).toBeNull();
    await act(fireOfficer, fireCheck, 'request-correction', {
      materials: ['plan'],
      reason: '缺少疏散平面图',
    });
    const told = await look(receipt);
    expect(told.asked.requests.map(({ reason }: { reason: string }) => reason)).toEqual([
      '缺少后厨平面图',
      '缺少疏散平面图',
    ]);
    who = null;
    await send('POST', `${at(receipt)}/actions`, {
      action: 'answer-corrections',
      materials: {},
      text: '已补',
    });
    await settleReactions(spine);
    await act(clerk, food, 'accept');
    await act(fireOfficer, fireCheck, 'accept');
    expect((await look(receipt)).status).toBe('accepted');
    await act(fireOfficer, fireCheck, 'pause', {
      procedure: 'hearing',
      basis: '行政许可法第四十七条',
      expectedDays: 20,
      approver: '李某',
      notice: '听字1号',
    });
    const still = await look(receipt);
    expect(still.status).toBe('paused');
    expect(still.clocks[0].status).toBe('paused');
    await act(fireOfficer, fireCheck, 'resume');
    for (const [by, one] of [
      [clerk, food],
      [fireOfficer, fireCheck],
    ] as const) {
      await act(by, one, 'decide', { outcome: 'granted', reason: '符合法定条件，予以许可' });
      await act(by, one, 'close');
    }
    expect(await look(receipt)).toMatchObject({ status: 'closed', outcome: 'granted' });
    who = fireOfficer;
    expect((await send('GET', `/api/services/cases/${await keyOf(food)}`)).status).toBe(404);
    const own = await send('GET', `/api/services/cases/${await keyOf(fireCheck)}`);
    expect(own.body.parts.map(({ caseId }: { caseId: string | null }) => caseId === null)).toEqual([
      true,
      false,
    ]);
  });
});

describe('the limit for telling', () => {
  test('given an organ that stays silent, when five working days run out, then what the others ask for is told', async () => {
    const { receipt, number } = await file({ item: 'joint' });
    await settleReactions(spine);
    await act(clerk, `${number}-1`, 'request-correction', { materials: ['plan'], reason: '缺少后厨平面图' });
    expect(await tellAtLimit(spine)).toBe(0);
    present.now += 15 * 86_400_000;
    expect(await tellAtLimit(spine)).toBe(1);
    expect((await look(receipt)).asked.requests).toMatchObject([{ reason: '缺少后厨平面图' }]);
    present.now -= 15 * 86_400_000;
  });
});

describe('reading in full', () => {
  test('given a handler with a purpose, then it is written down, and then what is personal is shown', async () => {
    const { number } = await file();
    who = clerk;
    const address = `/api/services/cases/${await keyOf(number)}/answers`;
    const { status, body } = await send('POST', address, { purpose: 'contact' });
    expect(status).toBe(200);
    expect(body.map(({ value }: { value: string }) => value)).toEqual(['小明餐馆', '某路一号']);
    const reads = await query('SELECT purpose FROM sensitive_read WHERE case_id = $1', [
      (await keyOf(number)).split('-')[1],
    ]);
    expect(reads).toEqual([{ purpose: 'contact' }]);
    who = fireOfficer;
    expect((await send('POST', address, { purpose: 'contact' })).status).toBe(404);
  });
});

describe('erasure', () => {
  test('given an applicant is erased, then what they filled in and wrote opens no more, and the case stays', async () => {
    const { receipt, number } = await file();
    who = null;
    await send('POST', `${at(receipt)}/actions`, { action: 'message', text: '请问何时受理？' });
    const [{ person }] = (await query('SELECT person_id AS person FROM cases WHERE number = $1', [
      number,
    ])) as [{ person: number }];
    const erasures = new Erasures(pool, spine.now);
    const official = async (name: string) => ({
      accountId: await inTransaction(pool, (client) =>
        insertAccount(client, spine, { name, password: 'quiet-river-and-stones', once: false, by: null }),
      ),
      actor: name,
      may: () => true,
    });
    const words = { basis: 'consent-withdrawn', reason: '当事人撤回同意' } as const;
    const { id } = await erasures.ask(await official('asks'), person, words);
    await erasures.decide(await official('decides'), Number(id), { decision: 'erased', note: '同意删除' });
    const after = await look(receipt);
    expect(after).toMatchObject({ status: 'filed', answers: [], messages: [{ by: 'applicant', text: '' }] });
  });
});

describe('lists', () => {
  test('given one’s own applications, then parts do not stand among them', async () => {
    who = citizen;
    const { body } = await send('GET', '/api/services/my?pageSize=100');
    expect(body.total).toBe(body.rows.length);
    for (const { number } of body.rows) expect(number).not.toMatch(/-[12]$/);
  });

  test('given an organ, then it sees its own by what there is to do', async () => {
    who = fireOfficer;
    const { body } = await send('GET', '/api/services/cases?tab=to-accept&pageSize=100');
    // Twelve of their own, and the part that nobody has spoken on.
    expect(body.total).toBe(13);
    expect(body.counts['to-accept']).toBe(13);
  });
});

test('given all of this, then a replay tells the same', async () => {
  expect((await replay(spine)).listed).toEqual([]);
});
