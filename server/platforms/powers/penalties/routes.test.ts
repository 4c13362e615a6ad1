import { describe, expect, test } from 'vitest';
import { creditCodeCheck } from '#contract/credit-code';
import type { Role } from '#contract/roles';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { saveOrgans } from '#spine/catalogue/register';
import { registerDocumentRoutes } from '#spine/documents/document-routes';
import { replay } from '#spine/journal/replay';
import { parseKey } from '#spine/keys';
import { principalWith } from '../../../../tests/support/principals.ts';
import { datedDatabase } from '../../../../tests/support/recording-time.ts';
import { appWith, organs, type Send, testSpine } from '../../../../tests/support/spine.ts';
import { penalties } from './index.ts';
import { seedPenalties } from './seed/seed-penalties.ts';
import { stories } from './seed/plan.ts';

const { pool, record } = await datedDatabase();
const { spine, query, present } = await testSpine(pool, { platforms: true });
const at = { organId: spine.registry.organ(organs.district.code)!.id, region: 370102000000 };
const who = {
  officer: principalWith([{ role: 'handler', ...at }], 'officer'),
  reviewer: principalWith([{ role: 'reviewer', ...at }], 'reviewer'),
  approver: principalWith([{ role: 'approver', ...at }], 'approver'),
  cashier: principalWith([{ role: 'window-clerk' as Role, ...at }], 'cashier'),
  elsewhere: principalWith([{ role: 'supervision-officer', organId: null, region: 370200000000 }], 'other'),
};
type Who = keyof typeof who | 'nobody';
let asking: Who = 'nobody';
const { send } = await appWith(
  spine,
  { who: () => (asking === 'nobody' ? null : who[asking]) },
  registerCaseRoutes,
  registerDocumentRoutes,
  penalties.routes,
);
const as =
  (name: Who): Send =>
  (...call) => {
    asking = name;
    return send(...call);
  };
const api = '/api/powers/penalties';
const person = { kind: 'person', name: '王演示', idNumber: '11010519491231002X', phone: '19912345678' };
const clue = {
  offence: 'price-not-marked',
  source: 'inspection',
  facts: '巡查发现部分商品没有标价',
  party: person,
};

const certificates = ['officer', 'officer-2'].map((holder, n) => ({
  number: `执法-00${n}`,
  holder,
  validFrom: '2024-01-01',
  validUntil: '2027-12-31',
}));
for (const one of certificates) await as('approver')('POST', `${api}/certificates`, one);
const numbers = certificates.map(({ number }) => number);

/** Cases are told one after another, each half an hour later in the day, so that nobody does everything in ten minutes. */
let told = 0;
const day = async (date: string) => {
  present.now = Date.parse(`${date}T09:00:00+08:00`) + told * 1_800_000;
  await record(present.now);
};
async function act(id: string, by: Who, action: string, values: object = {}) {
  const answer = await as(by)('POST', `/api/cases/${id}/actions`, { action, values });
  expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200);
}
async function take(id: string, by: Who, form: string, body: object) {
  const answer = await as(by)('POST', `${api}/cases/${id}/${form}`, body);
  expect(answer.status, `${form}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
}
const open = async (more: object = {}): Promise<string> =>
  (await as('officer')('POST', `${api}/cases`, { ...clue, ...more })).body.id;

/** From the clue to a case that waits for its decision. */
async function upToDecision(more: object = {}, fine = '1000'): Promise<string> {
  told += 1;
  await day('2026-03-02');
  const id = await open(more);
  await day('2026-03-03');
  await act(id, 'approver', 'file-penalty');
  await take(id, 'officer', 'officers', { officers: numbers });
  await day('2026-03-06');
  await act(id, 'officer', 'end-investigation', { tier: 'ordinary', findings: '查明三种商品没有标明价格' });
  await act(id, 'reviewer', 'review-penalty', { opinion: '事实清楚，证据确凿' });
  await day('2026-03-09');
  await take(id, 'officer', 'notice', { kinds: ['fine'], fine });
  await day('2026-03-17');
  await act(id, 'reviewer', 'review-legality', { opinion: '程序合法，适用法律正确' });
  return id;
}
const decision = (fine = '1000') => ({
  outcome: 'imposed',
  kinds: ['fine'],
  fine,
  reason: '当事人未按规定明码标价，事实清楚。',
});
const rulesOf = async (id: string) => {
  const key = parseKey(id);
  const found = await query<{ rule: string }>(
    'SELECT rule FROM alert WHERE city = $1 AND case_id = $2 ORDER BY rule',
    [key.city, key.id],
  );
  return found.map(({ rule }) => rule);
};

describe('a penalty case by its routes', () => {
  let id = '';
  test('given each act in turn, then it is decided, with the notice’s last day of asking for a hearing', async () => {
    id = await upToDecision();
    const before = (await as('approver')('GET', `${api}/cases/${id}`)).body;
    expect(before).toMatchObject({
      status: 'to-decide',
      party: { name: '王**', fields: { idNumber: '11**************2X' } },
      notice: { hearingRight: false, hearingUntil: '2026-03-16T16:00:00.000Z' },
      may: ['decide-penalty'],
    });
    expect((await as('officer')('GET', `${api}/cases/${id}`)).body.may).toEqual([]);
    expect((await as('officer')('POST', `${api}/cases/${id}/decision`, decision())).status).toBe(403);
    const decided = await take(id, 'approver', 'decision', decision());
    expect(decided).toMatchObject({
      status: 'decided',
      decision: {
        fine: '1000.00',
        range: { min: '500.00', max: '2000.00' },
        number: expect.stringContaining('行罚〔2026〕'),
      },
    });
    expect(await rulesOf(id)).toEqual([]);
  });

  test('given it is delivered, paid late by somebody else, closed and published, then everybody reads it masked', async () => {
    await act(id, 'officer', 'record-delivery', { on: '2026-03-17', method: 'direct' });
    await day('2026-04-03');
    const late = (await as('officer')('GET', `${api}/cases/${id}`)).body.money;
    expect(late).toMatchObject({ dueOn: '2026-04-01', surcharge: '60.00', owing: '1060.00' });
    const paid = { amount: '1060', on: '2026-04-03', receipt: '票-1', cashier: '某银行' };
    const refused = await as('officer')('POST', `/api/cases/${id}/actions`, {
      action: 'note-payment',
      values: paid,
    });
    expect(refused.status).toBe(403);
    await act(id, 'cashier', 'note-payment', paid);
    await act(id, 'officer', 'close-penalty', { result: '罚款已缴清' });
    await act(id, 'officer', 'publish-decision', {
      summary: '当事人王演示（电话19912345678）未按规定明码标价。',
    });
    const list = await as('nobody')('GET', `${api}/publications?search=${encodeURIComponent('行罚')}`);
    expect(list.body).toMatchObject({
      total: 1,
      rows: [{ id, party: '王**', fine: '1000.00', until: '2026-07-03' }],
    });
    const one = (await as('nobody')('GET', `${api}/publications/${id}`)).body;
    expect(one.summary).toBe('当事人王**（电话199****5678）未按规定明码标价。');
    expect(JSON.stringify([list.body, one])).not.toMatch(/王演示|11010519491231002X|19912345678/);
  });

  test('given its time is over, then nobody finds it any more', async () => {
    await day('2026-07-03');
    expect((await as('nobody')('GET', `${api}/publications/${id}`)).status).toBe(200);
    await day('2026-07-04');
    expect((await as('nobody')('GET', `${api}/publications`)).body.total).toBe(0);
    expect((await as('nobody')('GET', `${api}/publications/${id}`)).status).toBe(404);
  });

  test('given whom it is about, then neither journal nor state nor clear table names them', async () => {
    const { city, id: key } = parseKey(id);
    const written = await query(
      `SELECT data::text AS t FROM journal WHERE city = $1 AND case_id = $2 AND type <> 'powers.decision-published'
       UNION ALL SELECT title FROM cases WHERE city = $1 AND id = $2
       UNION ALL SELECT encode(content, 'escape') FROM powers_party_code`,
      [city, key],
    );
    expect(JSON.stringify(written)).not.toMatch(/王演示|11010519491231002X|19912345678|91370102/);
  });

  test('given its papers, then notice, decision and delivery record are issued once and verified', async () => {
    await day('2026-04-03');
    const papers = (await as('officer')('GET', `${api}/cases/${id}/documents`)).body;
    expect(papers.map(({ title }: { title: string }) => title)).toEqual([
      '行政处罚告知书',
      '行政处罚决定书',
      '送达回证',
    ]);
    const again = (await as('officer')('GET', `${api}/cases/${id}/documents`)).body;
    expect(again).toEqual(papers);
    const checked = await as('nobody')('GET', `/api/verify/${papers[1].code}`);
    expect(checked.body).toMatchObject({ state: 'valid', number: papers[1].number, date: '2026-03-17' });
  });

  test('given somebody elsewhere, or nobody, then the case does not exist for them', async () => {
    expect((await as('elsewhere')('GET', `${api}/cases/${id}`)).status).toBe(404);
    expect((await as('elsewhere')('GET', `${api}/cases`)).body.total).toBe(0);
    expect((await as('elsewhere')('GET', `${api}/certificates`)).body.total).toBe(0);
    expect((await as('nobody')('GET', `${api}/cases/${id}`)).status).toBe(401);
    expect((await as('reviewer')('POST', `${api}/cases`, clue)).status).toBe(403);
    expect((await as('officer')('POST', `${api}/certificates`, certificates[0])).status).toBe(403);
  });
});

describe('a party that is an organisation', () => {
  test('given its case, then it is named in full, and its code is sealed under a key that goes with it', async () => {
    const party = { kind: 'organisation', name: '演示超市' };
    const code = `91370102MA0000001${creditCodeCheck('91370102MA0000001')}`;
    const id = await open({ party: { ...party, creditCode: code } });
    const shown = (await as('officer')('GET', `${api}/cases/${id}`)).body;
    expect(shown.party).toMatchObject({ name: '演示超市', creditCode: code });
    const keys = await query<{ own: boolean; sealed: boolean }>(
      `SELECT k.person_id = k.row_id AS own, position($1 in encode(c.content, 'escape')) = 0 AS sealed
       FROM record_key k JOIN powers_party_code c ON c.person_id = k.row_id WHERE k.table_name = 'powers_party_code'`,
      [code],
    );
    expect(keys).toEqual([{ own: true, sealed: true }]);
  });
});

describe('the form of a clue', () => {
  test.each([
    ['offence', { offence: 'nothing' }, 'offence'],
    ['identity number', { party: { ...person, idNumber: '110105194912310021' } }, 'party.idNumber'],
    ['telephone', { party: { kind: 'person', name: '李演示', phone: 'abc' } }, 'party.phone'],
    [
      'credit code',
      { party: { kind: 'organisation', name: '演示店', creditCode: '913701020000000000' } },
      'party.creditCode',
    ],
  ])('given a wrong %s, then its field is named and nothing is opened', async (_, more, field) => {
    const before = (await as('officer')('GET', `${api}/cases`)).body.total;
    const answer = await as('officer')('POST', `${api}/cases`, { ...clue, ...more });
    expect(answer).toMatchObject({ status: 422, body: { code: 'field-invalid', field } });
    expect((await as('officer')('GET', `${api}/cases`)).body.total).toBe(before);
  });

  test('given certificates of nobody, or one that has run out, then no officer is assigned', async () => {
    await day('2026-03-02');
    const id = await open();
    await act(id, 'approver', 'file-penalty');
    const assign = (officers: string[]) => as('officer')('POST', `${api}/cases/${id}/officers`, { officers });
    expect((await assign(['none', numbers[0]!])).body).toMatchObject({ field: 'officers' });
    expect((await assign([numbers[0]!])).body).toMatchObject({ field: 'officers' });
    await day('2028-01-01');
    expect((await assign(numbers)).body).toMatchObject({ code: 'field-invalid', field: 'officers' });
  });
});

describe('discretion', () => {
  test('given similar cases of the last twelve months, then their median is told, and one far off is noticed', async () => {
    const cases: string[] = [];
    for (const fine of ['900', '1000', '1000', '1100']) {
      const id = await upToDecision();
      await take(id, 'approver', 'decision', decision(fine === '1100' ? '1000' : fine));
      cases.push(id);
    }
    const id = await upToDecision({}, '2000');
    const weighed = (await as('approver')('GET', `${api}/cases/${id}/discretion`)).body;
    expect(weighed).toMatchObject({
      median: '1000.00',
      medianOf: 5,
      offPercent: 30,
      offLeast: 5,
      range: { max: '2000.00' },
    });
    expect(weighed.similar.map((one: { id: string }) => one.id)).toEqual(expect.arrayContaining(cases));
    await take(id, 'approver', 'decision', decision('1500'));
    expect(await rulesOf(id)).toEqual(['DISCRETION_OFF_MEDIAN']);
    const above = await upToDecision({}, '2500');
    await take(above, 'approver', 'decision', decision('2500'));
    expect(await rulesOf(above)).toEqual(['DISCRETION_OUTSIDE']);
  });
});

describe('on the spot', () => {
  const spot = (fine: string, party: object = person) =>
    as('officer')('POST', `${api}/on-the-spot`, {
      ...clue,
      party,
      kinds: ['fine'],
      fine,
      reason: '当场查实未按规定明码标价',
      officers: numbers,
    });

  test('given the most of the law, then it is imposed; given more, then it is refused at its field and no case opened', async () => {
    await day('2026-03-02');
    const before = (await as('officer')('GET', `${api}/cases`)).body.total;
    expect((await spot('200.01')).body).toMatchObject({ code: 'field-invalid', field: 'fine' });
    expect((await as('officer')('GET', `${api}/cases`)).body.total).toBe(before);
    const { status, body } = await spot('200');
    expect(status).toBe(200);
    expect((await as('officer')('GET', `${api}/cases/${body.id}`)).body).toMatchObject({
      status: 'executing',
      procedure: 'summary',
      money: { dueOn: '2026-03-17', owing: '200.00' },
    });
    expect(await rulesOf(body.id)).toEqual([]);
  });
});

describe('an annulled decision', () => {
  test('given it was published, then nothing of it is shown from that moment, its paper is revoked, and the withdrawal has three days', async () => {
    const id = await upToDecision();
    await take(id, 'approver', 'decision', decision());
    await act(id, 'officer', 'record-delivery', { on: '2026-03-17', method: 'post' });
    await act(id, 'officer', 'publish-decision', { summary: '当事人未按规定明码标价，已作出处罚。' });
    const [, paper] = (await as('officer')('GET', `${api}/cases/${id}/documents`)).body;
    await day('2026-03-18');
    await take(id, 'approver', 'annulment', { by: '某区人民政府', reason: '行政复议决定撤销该处罚决定' });
    const shown = (await as('nobody')('GET', `${api}/publications/${id}`)).body;
    expect(shown).toMatchObject({
      state: 'annulled',
      party: null,
      summary: null,
      fine: null,
      kinds: [],
      withdrawn: null,
    });
    expect((await as('nobody')('GET', `/api/verify/${paper.code}`)).body).toMatchObject({ state: 'revoked' });
    // 18 March is a Wednesday: three working days end on Monday.
    await day('2026-03-23');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).toEqual([]);
    await day('2026-03-24');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).toContain('PUBLICATION_NOT_WITHDRAWN');
    await act(id, 'officer', 'withdraw-publication', { reason: '处罚决定已被行政复议撤销' });
    expect((await as('nobody')('GET', `${api}/publications/${id}`)).body.withdrawn).toEqual({
      on: '2026-03-24',
      reason: '处罚决定已被行政复议撤销',
    });
  });
});

describe('the limits of the law', () => {
  test.each([
    ['a clue', 'CLUE_UNDECIDED', '2026-03-23', '2026-03-24', async () => open()],
    [
      'registered evidence',
      'EVIDENCE_UNDECIDED',
      '2026-03-11',
      '2026-03-12',
      async () => {
        const id = await open();
        await act(id, 'approver', 'file-penalty');
        await act(id, 'officer', 'register-evidence', { what: '未标价商品三箱' });
        return id;
      },
    ],
  ])(
    'given %s that nobody decides on, then %s fires after its last day and not on it',
    async (_, rule, last, after, begin) => {
      await day('2026-03-02');
      const id = await begin();
      await day(last);
      await spine.ticker.tick(present.now);
      expect(await rulesOf(id)).not.toContain(rule);
      await day(after);
      await spine.ticker.tick(present.now);
      expect(await rulesOf(id)).toContain(rule);
    },
  );

  test('given a decision, then delivery, payment and publication have their limits', async () => {
    const id = await upToDecision();
    await take(id, 'approver', 'decision', decision());
    await day('2026-03-26');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).not.toContain('PENALTY_DELIVERY_OVERDUE');
    await day('2026-03-27');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).toContain('PENALTY_DELIVERY_OVERDUE');
    await act(id, 'officer', 'record-delivery', { on: '2026-03-27', method: 'direct' });
    await day('2026-04-11');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).not.toContain('FINE_UNPAID');
    await day('2026-04-12');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).toContain('FINE_UNPAID');
    await day('2026-04-20');
    await spine.ticker.tick(present.now);
    expect(await rulesOf(id)).toContain('PUBLICATION_OVERDUE');
  });
});

describe('the demonstration', () => {
  test('given its stories, then they are told once, in every state, with the alerts that were meant', async () => {
    await day('2026-11-27');
    await saveOrgans(
      pool,
      [
        {
          code: 'market-city',
          name: { zh: '济南市市场监督管理局', en: 'Market bureau' },
          region: '370100000000',
        },
        {
          code: 'market-county',
          name: { zh: '历下区市场监督管理局', en: 'Market bureau' },
          region: '370102000000',
        },
      ],
      false,
    );
    await spine.registry.refresh();
    await seedPenalties(spine, () => {});
    await seedPenalties(spine, () => {});
    const counted = await query<{ status: string; n: number }>(
      `SELECT p.state ->> 'status' AS status, count(*)::int AS n FROM part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id
       JOIN source s ON s.id = c.source_id WHERE s.demonstration GROUP BY 1`,
    );
    expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(stories.length);
    expect(counted.map(({ status }) => status).sort()).toEqual([
      'annulled',
      'closed',
      'clue',
      'decided',
      'dropped',
      'executed',
      'executing',
      'hearing',
      'investigating',
      'notified',
      'reviewing',
      'to-decide',
      'to-notify',
    ]);
    const alerts = await query<{ rule: string }>(
      `SELECT DISTINCT a.rule FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id
       JOIN source s ON s.id = c.source_id WHERE s.demonstration ORDER BY 1`,
    );
    expect(alerts.map(({ rule }) => rule)).toEqual([
      'DISCRETION_OFF_MEDIAN',
      'DISCRETION_OUTSIDE',
      'FINE_UNPAID',
      'OFFICERS_UNCERTIFIED',
    ]);
  });

  test('given all of this, then a replay tells the same', async () => {
    expect((await replay(spine)).listed).toEqual([]);
  });
});
