import { beforeAll, describe, expect, test } from 'vitest';
import { registerAttachmentRoutes } from '#spine/attachments/attachment-routes';
import { contents, upload } from '#spine/attachments/upload.fixture';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { receiptCode } from '#spine/cases/receipt';
import { replay } from '#spine/journal/replay';
import { parseKey } from '#spine/keys';
import { settleReactions } from '#spine/platform/reactions';
import { principalWith } from '../../../../tests/support/principals.ts';
import { datedDatabase } from '../../../../tests/support/recording-time.ts';
import { appWith, organs, type Send, testSpine } from '../../../../tests/support/spine.ts';
import { publishedFiles } from './disclosure/door.ts';
import { openDuties } from './disclosure/open-duties.ts';
import { readPeriod } from './period.ts';
import { village } from './index.ts';
import { saveVillages } from './villages.ts';

const { pool, record } = await datedDatabase();
const { spine, present, query } = await testSpine(pool, {
  now: Date.parse('2026-10-02T10:00:00+08:00'),
  platforms: true,
});
async function moveTo(now: number): Promise<void> {
  present.now = now;
  await record(now);
}
await moveTo(present.now);
const region = organs.village.region;
const point = spine.registry.organ(organs.village.code)!;
const at = { organId: point.id, region: Number(region) };
const who = {
  clerk: principalWith([{ role: 'village-clerk', ...at }], 'clerk'),
  member: principalWith([{ role: 'village-committee', ...at }], 'member'),
  supervisor: principalWith(
    [{ role: 'supervision-officer', organId: null, region: 370102000000 }],
    'officer',
  ),
  elsewhere: principalWith([{ role: 'supervision-officer', organId: null, region: 370200000000 }], 'other'),
  citizen: principalWith([{ role: 'citizen', organId: null, region: 370000000000 }], 'citizen-1'),
  system: principalWith([{ role: 'system-administrator', organId: null, region: 370000000000 }], 'system-1'),
};
type Who = keyof typeof who | 'nobody';
let asking: Who = 'nobody';
const { send, app } = await appWith(
  spine,
  { who: () => (asking === 'nobody' ? null : who[asking]) },
  registerCaseRoutes,
  (app) => village.routes(app, spine),
  (app) => registerAttachmentRoutes(app, spine, [publishedFiles(spine)]),
);
const as =
  (name: Who): Send =>
  (...call) => {
    asking = name;
    return send(...call);
  };
const act = (name: Who, id: string, action: string, values: object = {}) =>
  as(name)('POST', `/api/cases/${id}/actions`, { action, values });

async function dutyOf(entry: string, period = '2026-Q3'): Promise<string> {
  const { body } = await as('clerk')('GET', `/api/village/duties?entry=${entry}&period=${period}`);
  return body.rows[0].id;
}

beforeAll(async () => {
  await saveVillages(spine, [{ organ: organs.village.code, heavyFinance: false, since: '2026-07-01' }]);
});

describe('duties', () => {
  test('given a quarter that is over, when the command runs twice, then each duty is there once', async () => {
    const opened = await openDuties(spine);
    expect(opened).toBe(6);
    expect(await openDuties(spine)).toBe(0);
    expect(await openDuties(spine, [readPeriod('2026-H1'), readPeriod('2026-Q2')])).toBe(0);
    const { body } = await as('clerk')('GET', '/api/village/duties?period=2026-Q3');
    expect(body.total).toBe(6);
    expect(body.rows[0]).toMatchObject({ region, dueOn: '2026-10-10', standing: 'waiting', status: 'open' });
  });

  test('given somebody whose reach ends elsewhere, then there is none, and one by its key is not found', async () => {
    const id = await dutyOf('finance');
    expect((await as('elsewhere')('GET', '/api/village/duties')).body.total).toBe(0);
    expect((await as('elsewhere')('GET', `/api/village/duties/${id}`)).status).toBe(404);
    expect((await as('supervisor')('GET', '/api/village/duties')).body.total).toBe(6);
    expect((await as('nobody')('GET', '/api/village/duties')).status).toBe(401);
    expect((await as('citizen')('GET', `/api/village/duties/${id}`)).status).toBe(404);
  });

  test('given a draft, then nobody outside sees it until a member of the committee signs', async () => {
    const id = await dutyOf('finance');
    const values = { text: '三季度财务收支情况如下', items: '租金收入, 1000.10\n路灯维修, 0.20' };
    expect((await act('member', id, 'submit', values)).status).toBe(403);
    expect((await act('clerk', id, 'submit', values)).status).toBe(200);
    expect((await act('clerk', id, 'sign')).status).toBe(403);
    const before = await as('nobody')('GET', `/api/village/disclosures/${id}`);
    expect(before.body).toMatchObject({ published: [], standing: 'waiting' });
    expect(JSON.stringify(before.body)).not.toContain('租金');
    const waiting = await as('member')('GET', '/api/village/duties?status=submitted');
    expect(waiting.body.rows.map((row: { id: string }) => row.id)).toEqual([id]);
    expect((await act('member', id, 'sign')).status).toBe(200);
    const after = await as('nobody')('GET', `/api/village/disclosures/${id}`);
    expect(after.body).toMatchObject({
      standing: 'published',
      published: [{ version: 1, total: '1000.30', items: [{ amount: '1000.10' }, { amount: '0.20' }] }],
    });
    expect(JSON.stringify(after.body)).not.toMatch(/clerk|member/);
  });

  test('given what is public, when it is corrected, then both versions stay', async () => {
    const id = await dutyOf('finance');
    const values = { text: '更正后的财务收支情况', reason: '漏记一笔支出' };
    expect((await act('clerk', id, 'correct', values)).status).toBe(200);
    expect((await act('member', id, 'sign')).status).toBe(200);
    const { body } = await as('nobody')('GET', `/api/village/disclosures/${id}`);
    expect(body.published.map((one: { version: number }) => one.version)).toEqual([2, 1]);
    expect(body.published[0].reason).toBe('漏记一笔支出');
  });

  test('given a file with a draft, then everybody may download it once it is published, and not before', async () => {
    const id = await dutyOf('finance');
    asking = 'clerk';
    const { body: file } = await upload(app, '收据.pdf', contents.pdf);
    const values = { text: '补充收据后的财务收支情况', reason: '原公开内容未附收据', attachments: [file.id] };
    expect((await act('clerk', id, 'correct', values)).status).toBe(200);
    const download = () => as('nobody')('GET', `/api/attachments/${file.id}`);
    expect((await download()).status).toBe(404);
    expect((await act('member', id, 'sign')).status).toBe(200);
    const { body } = await as('nobody')('GET', `/api/village/disclosures/${id}`);
    expect(body.published[0].files).toMatchObject([{ id: file.id, name: '收据.pdf' }]);
    expect((await download()).status).toBe(200);
  });

  test('given a table that cannot be read, then the line is named', async () => {
    const id = await dutyOf('subsidies');
    const { status, body } = await act('clerk', id, 'submit', {
      text: '补贴发放情况如下所列',
      items: '低保, x',
    });
    expect([status, body.field, body.detail]).toEqual([422, 'values.items', 'line 1']);
  });
});

describe('objections', () => {
  const objection = { subject: 'amount', text: '租金比合同少' };

  test('given nobody in particular, then a receipt code of this disclosure lets in, and no other one does', async () => {
    const id = await dutyOf('finance');
    const path = `/api/village/disclosures/${id}/objections`;
    const other = parseKey(await dutyOf('homestead'));
    const codeOf = ({ city, id: key }: { city: number; id: number }) =>
      receiptCode(city, key, spine.receiptKey);
    expect((await as('nobody')('POST', path, objection)).status).toBe(401);
    expect((await as('nobody')('POST', path, { ...objection, receipt: codeOf(other) })).status).toBe(401);
    const raised = await as('nobody')('POST', path, { ...objection, receipt: codeOf(parseKey(id)) });
    expect(raised).toMatchObject({ status: 200, body: { objection: 1, dueAt: '2026-10-12T16:00:00.000Z' } });
    expect((await as('citizen')('POST', path, objection)).body.objection).toBe(2);
    expect((await as('citizen')('POST', path, { ...objection, text: 'x' })).status).toBe(422);
  });

  test('given what is not public yet, then there is nothing to object to', async () => {
    const id = await dutyOf('homestead');
    expect((await as('citizen')('POST', `/api/village/disclosures/${id}/objections`, objection)).status).toBe(
      409,
    );
  });

  test('given an answer, then it is public without words or name of whoever objected; the other one is warned of', async () => {
    const id = await dutyOf('finance');
    const answered = await act('clerk', id, 'answer-objection', {
      objection: '1',
      answer: '差额为上年预收，已附合同',
    });
    expect(answered.status).toBe(200);
    await moveTo(Date.parse('2026-10-13T10:00:00+08:00'));
    await spine.ticker.tick(present.now);
    const { body } = await as('nobody')('GET', `/api/village/disclosures/${id}`);
    expect(body.answers).toMatchObject([
      { objection: 1, answer: '差额为上年预收，已附合同', late: false, dueAt: null },
      { objection: 2, answer: null, late: true },
    ]);
    expect(JSON.stringify(body)).not.toContain('租金比合同少');
    const alerts = await query<{ rule: string }>(
      `SELECT rule FROM alert WHERE city = 3701 AND case_id = $1 AND rule = 'OBJECTION_UNANSWERED'`,
      [parseKey(id).id],
    );
    expect(alerts).toHaveLength(1);
  });
});

describe('rates', () => {
  test('given the date of publication has passed, then what is missing shows, and the parts are the whole', async () => {
    const county = await as('nobody')('GET', '/api/village/places/370102000000');
    expect(county.body.whole).toMatchObject({
      villages: 1,
      duties: 6,
      published: 1,
      missing: 5,
      unanswered: 1,
    });
    expect(county.body.below).toMatchObject([{ region: '370102001000', duties: 6, missing: 5 }]);
    const place = await as('nobody')('GET', `/api/village/places/${region}`);
    expect(place.body.duties).toHaveLength(6);
    expect(place.body.path.map((one: { code: string }) => one.code)).toHaveLength(5);
    const missing = await as('supervisor')('GET', '/api/village/duties?standing=missing&region=370102000000');
    expect(missing.body.total).toBe(5);
    const none = await as('nobody')('GET', '/api/village/places/370202000000');
    expect(none.body).toMatchObject({ whole: { villages: 0 }, below: [], duties: [] });
    expect((await as('nobody')('GET', '/api/village/places/379999000000')).status).toBe(422);
  });
});

describe('four discussions', () => {
  const matter = {
    organ: organs.village.code,
    type: 'public-works',
    title: '村道硬化',
    proposal: '硬化村内主街道路',
    amount: '80000',
  };
  const vote = (stage: string, body: string, more: object = {}) => ({
    stage,
    body,
    heldOn: '2026-10-13',
    entitled: 30,
    present: 25,
    inFavour: 20,
    against: 4,
    abstained: 1,
    minutes: 'J-1',
    signInSheet: 'Q-1',
    ...more,
  });
  let id = '';

  test('given whoever is not its clerk, then no matter is taken up', async () => {
    expect((await as('member')('POST', '/api/village/matters', matter)).status).toBe(403);
    expect((await as('clerk')('POST', '/api/village/matters', { ...matter, type: 'x' })).status).toBe(422);
    expect((await as('clerk')('POST', '/api/village/matters', { ...matter, amount: '1.234' })).status).toBe(
      422,
    );
    const opened = await as('clerk')('POST', '/api/village/matters', matter);
    expect(opened.status).toBe(200);
    id = opened.body.id;
  });

  test('given no review yet, when the villagers vote, then it is refused and says what is missing', async () => {
    await act('clerk', id, 'record-vote', vote('propose', 'branch'));
    await act('clerk', id, 'record-vote', vote('discuss', 'two-committees'));
    const early = await act('clerk', id, 'record-vote', vote('decide', 'representatives'));
    expect(early).toMatchObject({ status: 409, body: { code: 'action-not-allowed' } });
    expect(early.body.detail).toContain('党员大会审议');
    const { body } = await as('clerk')('GET', `/api/village/matters/${id}`);
    expect(body.votes).toHaveLength(2);
  });

  test('given the decision, then it is disclosed at once by a duty of its own', async () => {
    await act('clerk', id, 'record-vote', vote('review', 'party-members'));
    expect((await act('clerk', id, 'record-vote', vote('decide', 'representatives'))).status).toBe(200);
    await settleReactions(spine);
    const { body } = await as('clerk')('GET', '/api/village/duties?entry=major-matter');
    expect(body.rows).toMatchObject([{ matter: '村道硬化', amount: '80000.00', dueOn: '2026-10-16' }]);
  });

  test('given a publicity that is too short, then it is a clue and no refusal', async () => {
    expect((await act('clerk', id, 'sign')).status).toBe(403);
    expect((await act('member', id, 'sign')).status).toBe(200);
    expect((await act('clerk', id, 'publish-decision', { text: '同意实施村道硬化工程。' })).status).toBe(200);
    const shown = await as('nobody')('GET', `/api/village/places/${region}/matters`);
    expect(shown.body).toMatchObject([{ title: '村道硬化', votes: [{}, {}, {}, { inFavour: 20 }] }]);
    await moveTo(present.now + 3 * 86_400_000);
    expect((await act('clerk', id, 'publish-outcome', { text: '工程已完工并验收合格。' })).status).toBe(200);
    expect((await act('member', id, 'confirm')).status).toBe(200);
    const alerts = await query<{ rule: string }>(
      'SELECT rule FROM alert WHERE city = 3701 AND case_id = $1',
      [parseKey(id).id],
    );
    expect(alerts.map(({ rule }) => rule)).toEqual(['STEP_TOO_EARLY']);
  });
});

describe('what is disclosed at once', () => {
  const project = {
    organ: organs.village.code,
    entry: 'project',
    matter: '水塔改造',
    amount: '50000.00',
    happenedOn: '2026-10-14',
  };

  test('given 50,000 yuan, then a duty of three days begins, once', async () => {
    const { status, body } = await as('clerk')('POST', '/api/village/duties', project);
    expect(status).toBe(200);
    expect((await as('clerk')('GET', `/api/village/duties/${body.id}`)).body).toMatchObject({
      dueOn: '2026-10-17',
    });
    expect((await as('clerk')('POST', '/api/village/duties', project)).status).toBe(409);
  });

  test.each([
    [{ amount: '49999.99' }, 422],
    [{ entry: 'finance' }, 422],
    [{ happenedOn: '2027-01-01' }, 422],
    [{ organ: 'nobody' }, 422],
    [{ organ: organs.town.code }, 403],
  ])('given %j, then %d', async (more, status) => {
    expect((await as('clerk')('POST', '/api/village/duties', { ...project, ...more })).status).toBe(status);
  });
});

describe('reference data', () => {
  test('given villages, then only whoever keeps organs may have them take part', async () => {
    const body = { villages: [{ organ: organs.village.code, since: '2026-07-01', heavyFinance: true }] };
    expect((await as('clerk')('PUT', '/api/village/villages', body)).status).toBe(403);
    expect((await as('system')('PUT', '/api/village/villages', body)).status).toBe(200);
    expect(await openDuties(spine)).toBe(1);
  });

  test('given all of this, then a replay tells the same', async () => {
    const report = await replay(spine);
    expect(report.differences).toBe(0);
  });

  test('given catalogue and vote rules, then everybody reads them', async () => {
    const { body } = await as('nobody')('GET', '/api/village/catalogue');
    expect(body.entries.length).toBeGreaterThan(8);
    const rules = await as('nobody')('GET', '/api/village/vote-rules');
    expect(rules.body.bodies.map((one: { code: string }) => one.code)).toContain('representatives');
  });
});
