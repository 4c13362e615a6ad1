import { describe, expect, test } from 'vitest';
import type { OpennessReport } from '#contract/openness';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import { registerBulletinRoutes } from '#spine/bulletins/routes';
import { testDatabase } from '../../../tests/support/database.ts';
import { principalWith } from '../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../tests/support/spine.ts';
import { registerOpennessRoutes } from './routes.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool, { now: Date.parse('2025-11-03T02:00:00Z') });
const { spine, present } = world;
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(
  spine,
  { who: () => asked.by },
  registerOpennessRoutes,
  registerBulletinRoutes,
);
const organ = organs.district;
const grant = (role: HeldGrant['role'], at: { code: string; region: string } = organ) => ({
  role,
  organId: spine.registry.organ(at.code)!.id,
  region: Number(at.region),
});
const writer = principalWith([grant('organ-head')], 'writer');
const second = principalWith([grant('approver')], 'second');
const stranger = principalWith([grant('organ-head', organs.qingdao)], 'stranger');
async function as(who: Principal | null, ...request: Parameters<typeof send>) {
  asked.by = who;
  return send(...request);
}
const desk = `/api/openness-desk/${organ.code}/2025`;
const valueOf = ({ sections }: OpennessReport, code: string) =>
  sections.flatMap(({ figures }) => figures).find((figure) => figure.code === code)!;

const bulletin = {
  column: 'policies-documents',
  title: '规范性文件一号',
  text: '全文。',
  organ: organ.code,
};
const { body: made } = await as(writer, 'POST', '/api/bulletin-desk', bulletin);
await as(writer, 'POST', `/api/bulletin-desk/${made.id}/actions`, { version: 1, action: 'submit' });
await as(second, 'POST', `/api/bulletin-desk/${made.id}/actions`, { version: 1, action: 'approve' });
present.now = Date.parse('2026-01-12T02:00:00Z');

describe('the annual report', () => {
  test('given a year, then it counts what there is, links it, and says what is not counted', async () => {
    const { body } = await as(writer, 'GET', desk);
    expect(valueOf(body, 'documents-made')).toMatchObject({
      value: 1,
      publicList: '/bulletins?column=policies-documents&region=370102000000',
    });
    expect(valueOf(body, 'licences')).toMatchObject({
      value: 0,
      deskList: `/workbench/cases?organ=${organ.code}&type=01&status=closed&closedFrom=2025-01-01&closedTo=2025-12-31`,
    });
    expect(valueOf(body, 'received').value).toBeNull();
    expect(body.sections).toHaveLength(6);
  });

  test('given texts, when another person issues it, then everybody reads it with its PDF, and it stays', async () => {
    const texts = { overview: '本年工作总体平稳。', problems: '公开不够及时。' };
    expect((await as(writer, 'PUT', desk, { version: 0, texts })).body).toEqual({ version: 1 });
    expect((await as(writer, 'POST', `${desk}/issue`, { version: 1 })).status).toBe(403);
    expect((await as(null, 'GET', `/api/openness/${organ.code}/2025`)).status).toBe(404);
    const { status, body } = await as(second, 'POST', `${desk}/issue`, { version: 1 });
    expect(status).toBe(200);
    const read = (await as(null, 'GET', `/api/openness/${organ.code}/2025`)).body;
    expect(read.sections[0].text).toBe('本年工作总体平稳。');
    expect(read.issued.pdf).toBe(body.pdf);
    expect((await as(null, 'GET', '/api/openness')).body).toMatchObject({ total: 1, rows: [{ year: 2025 }] });
    expect((await as(writer, 'PUT', desk, { version: 1, texts })).status).toBe(409);
    expect((await as(second, 'POST', `${desk}/issue`, { version: 1 })).status).toBe(409);
  });

  test('given a year that has not ended, or an organ that is not theirs, then it is refused', async () => {
    const running = `/api/openness-desk/${organ.code}/2026`;
    await as(writer, 'PUT', running, { version: 0, texts: {} });
    expect((await as(second, 'POST', `${running}/issue`, { version: 1 })).status).toBe(422);
    expect((await as(stranger, 'GET', desk)).status).toBe(404);
    expect((await as(stranger, 'PUT', desk, { version: 1, texts: {} })).status).toBe(403);
  });
});
