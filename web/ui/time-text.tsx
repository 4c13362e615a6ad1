import { Tooltip } from 'antd';
import { useLanguage } from '../i18n/language.ts';
import { useInstallation } from './installation.ts';
import { civilText, relativeText, type TimeForm } from './moment.ts';

/** Writes instants in the time zone of the installation. */
export function useTimeText(): (at: string, form?: TimeForm) => string {
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  return (at, form) => civilText(at, zone, form);
}

/** An instant, absolute; how long ago it was and the zone stand in its tooltip. Nothing for null. */
export function TimeText({ at, form }: { at: string | null | undefined; form?: TimeForm }) {
  const write = useTimeText();
  const { language } = useLanguage();
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  if (!at) return <span aria-hidden="true">—</span>;
  return (
    <Tooltip
      title={() => `${relativeText(at, Date.now(), language)} · ${civilText(at, zone, 'second')} ${zone}`}
    >
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {write(at, form)}
      </time>
    </Tooltip>
  );
}
