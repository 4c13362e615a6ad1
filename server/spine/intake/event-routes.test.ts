import { describe, expect, test } from 'vitest';
import type { CloudEventInput, IntakeAnswer } from '#contract/events';
import { registerEventRoutes } from './event-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

const now = Date.UTC(2026, 2, 2, 2);
const { pool } = await testDatabase();
const { spine, query, addSource } = await testSpine(pool, { now });
const token = await addSource({ code: 'hall' });
const logToken = await addSource({ code: 'log', mode: 'replay' });
const { send } = await appWith(spine, registerEventRoutes);

const one = 'application/cloudevents+json';
const many = 'application/cloudevents-batch+json';
const post = (body: unknown, type: string, headers: Record<string, string> = {}) =>
  send('POST', '/api/events', typeof body === 'string' ? body : JSON.stringify(body), {
    authorization: `Bearer ${token}`,
    'content-type': type,
    ...headers,
  });

let cases = 0;
const opening = (given: Partial<CloudEventInput> = {}) =>
  cloudEventOf('hall', `E-${++cases}`, now, { data: { item: 'report' }, ...given });
/** The only answer to one event. */
const tell = async (event: unknown): Promise<IntakeAnswer> => {
  const { status, body } = await post(JSON.stringify(event), one);
  expect(status).toBe(200);
  expect(body.answers).toHaveLength(1);
  return body.answers[0];
};
const journal = () =>
  query<{ n: number }>('SELECT count(*)::int AS n FROM journal').then((rows) => rows[0]!.n);

describe('the token', () => {
  test.each([
    ['no token', {}],
    ['an empty one', { authorization: '' }],
    ['another scheme', { authorization: 'Basic aGFsbDpoYWxs' }],
    ['one that is no token', { authorization: 'Bearer x' }],
    ['one that nobody has', { authorization: `Bearer ${'a'.repeat(32)}` }],
  ])('given %s, then 401 with a challenge, and nothing is written', async (_, headers) => {
    const before = await journal();
    const answer = await send('POST', '/api/events', JSON.stringify(opening()), {
      'content-type': one,
      ...headers,
    });
    expect(answer).toMatchObject({
      status: 401,
      type: expect.stringContaining('application/problem+json'),
      headers: { 'www-authenticate': 'Bearer' },
      body: { code: 'unauthorised', field: 'authorization' },
    });
    expect(await journal()).toBe(before);
  });

  test('given a body that is too large and no token, then the token comes first', async () => {
    const body = `"${'x'.repeat(17 * 1024 * 1024)}"`;
    const without = await send('POST', '/api/events', body, { 'content-type': one });
    expect(without).toMatchObject({ status: 401, body: { code: 'unauthorised' } });
    expect(await post(body, one)).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });

  test('given the scheme in small letters, then it is the same scheme', async () => {
    const answer = await post(opening(), one, { authorization: `bearer ${token}` });
    expect(answer.body.answers[0].outcome).toBe('accepted');
  });

  test('given a source that was registered after the start, then its token works at once', async () => {
    const late = await addSource({ code: 'late' });
    const event = cloudEventOf('late', 'L-1', now, { data: { item: 'report' } });
    const { body } = await post(event, one, { authorization: `Bearer ${late}` });
    expect(body.answers).toEqual([{ id: event.id, outcome: 'accepted' }]);
  });

  test('given the token of one source and events of another, then they are refused by source', async () => {
    const answer = await tell(opening({ source: 'log' }));
    expect(answer).toMatchObject({ outcome: 'refused', code: 'source-unknown', field: 'source' });
  });
});

describe('media types', () => {
  test.each([
    [one, false],
    [`${one}; charset=utf-8`, false],
    [`${one};charset=UTF-8`, false],
    ['Application/CloudEvents+JSON', false],
    [many, true],
    [`${many}; charset=utf-8`, true],
    ['APPLICATION/CLOUDEVENTS-BATCH+JSON', true],
  ])('given %s, then the event is accepted', async (type, list) => {
    const event = opening();
    const { status, body } = await post(list ? [event] : event, type);
    expect({ status, answers: body.answers }).toEqual({
      status: 200,
      answers: [{ id: event.id, outcome: 'accepted' }],
    });
  });

  test.each([
    'application/json',
    'text/plain',
    'application/cloudevents',
    'application/cloudevents+xml',
    `${one}; charset=gbk`,
    'nonsense',
  ])('given %s, then 415', async (type) => {
    const answer = await post(opening(), type);
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  test.each([
    ['{', one],
    ['', one],
    ['[{]', many],
  ])('given %j as %s, then 400', async (text, type) => {
    expect(await post(text, type)).toMatchObject({ status: 400, body: { code: 'body-invalid' } });
  });

  test('given bytes that are no UTF-8, then 400, and no letter is changed in silence', async () => {
    const bytes = Buffer.from(JSON.stringify(opening({ data: { item: 'report', title: '?' } })));
    bytes[bytes.indexOf('?')] = 0xff;
    const answer = await send('POST', '/api/events', bytes, {
      authorization: `Bearer ${token}`,
      'content-type': one,
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'body-invalid', expected: 'JSON in UTF-8' } });
  });

  test('given one event where a list is announced, then 400 says that a list is expected', async () => {
    const answer = await post(opening(), many);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'body-invalid', expected: 'a JSON list of events' },
    });
  });
});

describe('the envelope (CloudEvents 1.0.2)', () => {
  const without = (field: string) => {
    const event: Record<string, unknown> = opening();
    delete event[field];
    return event;
  };

  test.each([
    ['specversion 0.3', opening({ specversion: '0.3' as '1.0' }), 'specversion'],
    ['no specversion', without('specversion'), 'specversion'],
    ['no id', without('id'), 'id'],
    ['an empty id', opening({ id: '' }), 'id'],
    ['an id that is a number', opening({ id: 5 as unknown as string }), 'id'],
    ['no source', without('source'), 'source'],
    ['an empty source', opening({ source: '' }), 'source'],
    ['no type', without('type'), 'type'],
    ['no subject', without('subject'), 'subject'],
    ['no time', without('time'), 'time'],
    ['a time in words', opening({ time: 'yesterday' }), 'time'],
    ['a time without zone', opening({ time: '2026-03-02T10:00:00' }), 'time'],
    ['a date that does not exist', opening({ time: '2026-02-30T10:00:00Z' }), 'time'],
    ['a time in the future', opening({ time: new Date(now + 25 * 3_600_000).toISOString() }), 'time'],
    ['a time before the republic', opening({ time: '1948-12-31T00:00:00Z' }), 'time'],
    ['no region', without('region'), 'region'],
    ['a region of six digits', opening({ region: '370102' }), 'region'],
    ['data of another type', opening({ datacontenttype: 'text/xml' }), 'datacontenttype'],
    ['data that is a list', opening({ data: [] as unknown as Record<string, unknown> }), 'data'],
    ['data that is null', opening({ data: null as unknown as Record<string, unknown> }), 'data'],
    ['binary data', { ...opening(), data_base64: 'e30=' }, 'data_base64'],
    ['data without the item', opening({ data: {} }), 'data.item'],
    ['data of a wrong kind', opening({ data: { item: 'report', actor: 5 } }), 'data.actor'],
    [
      'a due time that is none',
      opening({ data: { item: 'report', due: { legal: 'soon' } } }),
      'data.due.legal',
    ],
    [
      'a due time of the year 0',
      opening({ data: { item: 'report', due: { legal: '0000-01-01T00:00:00Z' } } }),
      'data.due.legal',
    ],
    [
      'a due time of the year 9999',
      opening({ data: { item: 'report', due: { promised: '9999-12-31T23:59:59-12:00' } } }),
      'data.due.promised',
    ],
  ])('given %s, then it is refused with the field', async (_, event, field) => {
    expect(await tell(event)).toMatchObject({
      id: typeof event.id === 'string' ? event.id : '',
      outcome: 'refused',
      code: 'field-invalid',
      field,
      expected: expect.stringMatching(/\S/),
    });
  });

  test.each([
    'constructor',
    'toString',
    '__proto__',
    'case.exploded',
    'correction.issued',
    'case.recalculated',
  ])('given the type %s, then it is unknown', async (type) => {
    expect(await tell(opening({ type }))).toMatchObject({
      outcome: 'refused',
      code: 'type-unknown',
      field: 'type',
    });
  });

  test.each([[null], [[]], [[opening()]], [5], ['event'], [true]])(
    'given %j for an event, then it is refused',
    async (event) => {
      expect(await tell(event)).toMatchObject({ id: '', outcome: 'refused', code: 'field-invalid' });
    },
  );

  test('given extension attributes and optional ones, then the event is accepted', async () => {
    const event = {
      ...opening({ datacontenttype: 'application/json', dataschema: 'https://example.org/schema' }),
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      sequence: 7,
      flag: true,
    };
    expect(await tell(event)).toEqual({ id: event.id, outcome: 'accepted' });
  });

  test('given a time with an offset and fractions, then that instant is kept', async () => {
    const event = opening({ time: '2026-03-02T09:59:59.123+08:00' });
    expect((await tell(event)).outcome).toBe('accepted');
    const [row] = await query<{ occurred_at: number }>(
      'SELECT occurred_at FROM journal WHERE event_id = $1',
      [event.id],
    );
    expect(row!.occurred_at).toBe(Date.parse('2026-03-02T01:59:59.123Z'));
  });

  test.each([
    ['in the title', { data: { item: 'report', title: 'a\u0000b' } }, 'data.title'],
    ['in the actor', { data: { item: 'report', actor: 'a\u0000b' } }, 'data.actor'],
    ['in the id', { id: 'a\u0000b' }, 'id'],
    ['in the subject', { subject: 'a\u0000b' }, 'subject'],
    ['as half of a pair', { data: { item: 'report', title: '\ud83d' } }, 'data.title'],
  ])(
    'given a character that no database can hold %s, then that event is refused and its neighbours stand',
    async (_, given, field) => {
      const [before, after] = [opening(), opening()];
      const { status, body } = await post([before, opening(given), after], many);
      expect(status).toBe(200);
      expect(body.answers.map((answer: IntakeAnswer) => answer.outcome)).toEqual([
        'accepted',
        'refused',
        'accepted',
      ]);
      expect(body.answers[1]).toMatchObject({ code: 'field-invalid', field });
    },
  );

  test('given a backslash before the digits of such a character, then it is ordinary text', async () => {
    expect((await tell(opening({ data: { item: 'report', title: 'C:\\u0000\\ud83d 😀' } }))).outcome).toBe(
      'accepted',
    );
  });
});

describe('what an event names', () => {
  test.each([
    ['a division', { region: '379999999999' }, 'region-unknown', 'region'],
    ['an item', { data: { item: 'nothing' } }, 'item-unknown', 'data.item'],
    ['an item called constructor', { data: { item: 'constructor' } }, 'item-unknown', 'data.item'],
    ['an organ', { data: { item: 'report', organ: 'nobody' } }, 'organ-unknown', 'data.organ'],
    ['a case', { type: 'case.closed', data: {} }, 'case-unknown', 'subject'],
  ])('given %s that is not there, then it is refused with code and field', async (_, given, code, field) => {
    expect(await tell(opening(given))).toMatchObject({ outcome: 'refused', code, field });
  });

  test('given an item that was not yet in force, then it is refused', async () => {
    const event = cloudEventOf('log', 'OLD-1', Date.UTC(2019, 11, 31, 15), { data: { item: 'report' } });
    const { body } = await post(event, one, { authorization: `Bearer ${logToken}` });
    expect(body.answers[0]).toMatchObject({ outcome: 'refused', code: 'item-unknown', field: 'data.item' });
  });

  test('given a case that is open in another division, then this city does not know it', async () => {
    const first = opening();
    await tell(first);
    const elsewhere = {
      ...opening({ type: 'case.closed', data: {} }),
      subject: first.subject,
      region: '370202000000',
    };
    expect(await tell(elsewhere)).toMatchObject({ outcome: 'refused', code: 'case-unknown' });
  });
});

describe('idempotency', () => {
  test('given an event again, then it is a duplicate; with other content a conflict; nothing is written twice', async () => {
    const event = opening();
    expect((await tell(event)).outcome).toBe('accepted');
    const before = await journal();
    expect(await tell(event)).toEqual({ id: event.id, outcome: 'duplicate' });
    const other = { ...event, data: { item: 'report', title: 'other' } };
    expect(await tell(other)).toMatchObject({
      id: event.id,
      outcome: 'conflict',
      code: 'conflict',
      field: 'id',
    });
    const elsewhere = { ...event, region: '370202000000' };
    expect(await tell(elsewhere)).toMatchObject({ outcome: 'conflict', field: 'id' });
    expect(await journal()).toBe(before);
  });

  test('given the same number again under another id, then the case exists', async () => {
    const event = opening();
    await tell(event);
    expect(await tell(opening({ subject: event.subject }))).toMatchObject({
      outcome: 'refused',
      code: 'case-exists',
      field: 'subject',
    });
  });

  test('given a list of all kinds, then each event has its own answer in its own place', async () => {
    const [good, known] = [opening(), opening()];
    await tell(known);
    const next = { ...opening({ type: 'case.closed', data: {} }), subject: good.subject };
    const list = [
      good,
      known,
      { ...known, data: { item: 'report', title: 'x' } },
      null,
      next,
      good,
      opening({ region: 'x' }),
    ];
    const { body } = await post(list, many);
    expect(body.answers.map((answer: IntakeAnswer) => answer.outcome)).toEqual([
      'accepted',
      'duplicate',
      'conflict',
      'refused',
      'accepted',
      'duplicate',
      'refused',
    ]);
    expect(body.answers.map((answer: IntakeAnswer) => answer.id)).toEqual([
      good.id,
      known.id,
      known.id,
      '',
      next.id,
      good.id,
      list[6]!.id,
    ]);
  });

  test('given the same event from many callers at once, then one is accepted', async () => {
    const event = opening();
    const answers = await Promise.all(Array.from({ length: 12 }, () => tell(event)));
    expect(answers.map((answer) => answer.outcome).sort()).toEqual([
      'accepted',
      ...Array.from({ length: 11 }, () => 'duplicate'),
    ]);
  });
});

describe('how many', () => {
  test('given an empty list, then there is nothing to answer', async () => {
    expect(await post([], many)).toMatchObject({ status: 200, body: { answers: [] } });
  });

  test('given 10,000 events, then all are answered; given one more, then 413 and none is written', async () => {
    const events = Array.from({ length: 10_001 }, (_, i) =>
      opening({ region: i % 2 ? '370202000000' : '370102001000' }),
    );
    const before = await journal();
    expect(await post(events, many)).toMatchObject({
      status: 413,
      body: { code: 'too-large', expected: expect.stringContaining('10000') },
    });
    expect(await journal()).toBe(before);
    const { body } = await post(events.slice(1), many);
    expect(new Set(body.answers.map((answer: IntakeAnswer) => answer.outcome))).toEqual(
      new Set(['accepted']),
    );
    expect(await journal()).toBe(before + 10_000);
  });
});

describe('a replay source', () => {
  const tellLog = async (events: CloudEventInput[]) =>
    (await post(events, many, { authorization: `Bearer ${logToken}` })).body.answers.map(
      (answer: IntakeAnswer) => answer.outcome,
    );
  const presentOfLog = async () =>
    (await query<{ now_at: number }>(`SELECT now_at FROM source WHERE code = 'log'`))[0]!.now_at;

  test('given events of the past, then its present is its newest event and never goes back', async () => {
    const [early, late] = [Date.UTC(2024, 0, 8, 2), Date.UTC(2024, 0, 20, 2)];
    const first = cloudEventOf('log', 'P-1', early, { data: { item: 'report' } });
    const second = cloudEventOf('log', 'P-2', late, { data: { item: 'report' } });
    expect(await tellLog([second, first])).toEqual(['accepted', 'accepted']);
    expect(await presentOfLog()).toBe(late);
    expect(await tellLog([cloudEventOf('log', 'P-3', early, { data: { item: 'report' } })])).toEqual([
      'accepted',
    ]);
    expect(await presentOfLog()).toBe(late);
  });

  test('given only refused events, then its present stays', async () => {
    const before = await presentOfLog();
    expect(
      await tellLog([cloudEventOf('log', 'P-9', Date.UTC(2025, 0, 1), { data: { item: 'nothing' } })]),
    ).toEqual(['refused']);
    expect(await presentOfLog()).toBe(before);
  });
});
