import type { watchedKinds } from '#contract/operations';
import type { Bilingual } from '#contract/text';
import { watchLimits } from './limits.ts';

type Kind = (typeof watchedKinds)[number];

/** Kind and name of what an alarm is about. */
export function partsOf(subject: string): { kind: Kind; name: string } {
  const at = subject.indexOf(':');
  return { kind: subject.slice(0, at) as Kind, name: subject.slice(at + 1) };
}

/** What an alarm is about, in words. A name that the limits do not know any more stands as it is. */
export function alarmName(subject: string): Bilingual {
  const { kind, name } = partsOf(subject);
  const plain = { zh: name, en: name };
  if (kind === 'loop') {
    const { zh, en } = watchLimits.loops[name]?.name ?? plain;
    return { zh: `停顿：${zh}`, en: `Asleep: ${en}` };
  }
  if (kind === 'queue') {
    const { zh, en } = watchLimits.queues[name]?.name ?? plain;
    return { zh: `积压：${zh}`, en: `Waiting too long: ${en}` };
  }
  if (kind === 'disk') return { zh: `磁盘空间不足：${name}`, en: `Little disk space: ${name}` };
  if (kind === 'process') return { zh: `服务进程失联：${name}`, en: `Server process gone silent: ${name}` };
  return { zh: '曾无任何服务进程运行', en: 'No server process was running' };
}

/** What was measured against which limit, in words. */
export function alarmFigures(subject: string, value: number, bound: number): Bilingual {
  if (partsOf(subject).kind === 'disk')
    return {
      zh: `剩余 ${value.toFixed(1)}%，低于 ${bound}%`,
      en: `${value.toFixed(1)} % free, less than ${bound} %`,
    };
  const seconds = Math.round(value);
  return { zh: `已 ${seconds} 秒，限值 ${bound} 秒`, en: `${seconds} s, the limit is ${bound} s` };
}
