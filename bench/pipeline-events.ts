import type { CloudEventInput } from '#contract/events';

const organsPerCity = 8;
const start = Date.UTC(2025, 2, 3, 1, 0, 0);

/**
 * Cases of six events each, as many systems send them, with the opinions that officials write: opened, three steps, decided, closed; interleaved, so that a batch
 * meets a thousand different cases; spread over all cities. One case in twenty is closed late.
 */
export function pipelineEvents(cases: number, regions: string[], run: number): CloudEventInput[] {
  const open: CloudEventInput[][] = [];
  for (let i = 0; i < cases; i++) {
    const region = regions[(i * 7) % regions.length]!;
    const organ = `bench.${region}`;
    const number = `R${run}-${String(i).padStart(8, '0')}`;
    const late = i % 20 === 0;
    const at = (hours: number) => new Date(start + (i % 2_000) * 600_000 + hours * 3_600_000).toISOString();
    const actor = (role: string) => `${role}-${i % (organsPerCity * 16)}`;
    const event = (
      n: number,
      type: string,
      hours: number,
      data: Record<string, unknown>,
    ): CloudEventInput => ({
      specversion: '1.0',
      id: `${number}#${n}`,
      source: 'bench',
      type,
      subject: number,
      time: at(hours),
      region,
      data,
    });
    open.push([
      event(0, 'case.opened', 0, {
        item: 'bench.licence',
        organ,
        title: `关于办理食品经营许可（第 ${i} 号）的申请`,
        channel: 'window',
        actor: actor('clerk'),
        window: `w-${i % organsPerCity}`,
      }),
      event(1, 'case.step-done', 1, {
        step: 'receive',
        actor: actor('clerk'),
        post: 'window',
        note: '经形式审查，申请材料齐全、符合法定形式，予以收件，已当场出具收件凭证并告知承诺办结时限与查询方式。',
      }),
      event(2, 'case.step-done', 30, {
        step: 'review',
        actor: actor('reviewer'),
        post: 'review',
        note: '经审查，营业执照、经营场所平面图、从业人员健康证明与食品安全管理制度等材料内容一致，拟同意进入现场核查。',
      }),
      event(3, 'case.step-done', 54, {
        step: 'check',
        actor: actor('inspector'),
        post: 'inspect',
        note: '现场核查：两名工作人员到场，经营场所布局、设备设施与申请材料相符，二十七项核查内容均为合格，记录已由当事人签字。',
      }),
      event(4, 'case.step-done', late ? 500 : 98, {
        step: 'decide',
        actor: actor('approver'),
        post: 'approve',
        note: '申请人的申请符合《食品经营许可和备案管理办法》规定的条件，同意核发食品经营许可证，有效期五年。',
      }),
      event(5, 'case.closed', late ? 600 : 100, {
        result: 'granted',
        actor: actor('clerk'),
        window: `w-${i % organsPerCity}`,
      }),
    ]);
  }
  // Waves: all cases take their first event, then all their second, and so on, offset a little from each other.
  const events: CloudEventInput[] = [];
  const wave = 20_000;
  for (let from = 0; from < cases; from += wave)
    for (let n = 0; n < 6; n++) for (const one of open.slice(from, from + wave)) events.push(one[n]!);
  return events;
}
