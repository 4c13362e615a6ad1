import type { CloudEventInput } from '#contract/events';

const organsPerCity = 8;
const start = Date.UTC(2025, 2, 3, 1, 0, 0);

/**
 * Cases of six events each, as many systems send them: opened, three steps, decided, closed; interleaved, so that a batch
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
        title: `Application ${i}`,
        channel: 'window',
        actor: actor('clerk'),
      }),
      event(1, 'case.step-done', 1, { step: 'receive', actor: actor('clerk'), post: 'window' }),
      event(2, 'case.step-done', 30, {
        step: 'review',
        actor: actor('reviewer'),
        note: 'materials complete',
      }),
      event(3, 'case.step-done', 54, { step: 'check', actor: actor('inspector'), note: 'as described' }),
      event(4, 'case.step-done', late ? 500 : 98, { step: 'decide', actor: actor('approver') }),
      event(5, 'case.closed', late ? 600 : 100, { result: 'granted', actor: actor('clerk') }),
    ]);
  }
  // Waves: all cases take their first event, then all their second, and so on, offset a little from each other.
  const events: CloudEventInput[] = [];
  const wave = 20_000;
  for (let from = 0; from < cases; from += wave)
    for (let n = 0; n < 6; n++) for (const one of open.slice(from, from + wave)) events.push(one[n]!);
  return events;
}
