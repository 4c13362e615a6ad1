import {
  DownloadOutlined,
  PrinterOutlined,
  RollbackOutlined,
  SaveOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { App, Button, Input, Segmented, Upload } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CalendarYear, calendarsApi } from '#contract/calendars-api';
import { casesApi } from '#contract/cases';
import { useAction } from '../../api.ts';
import { useMay } from '../../session/permitted.ts';
import { LeaveGuard } from '../ui/leave-guard.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { type Brush, BrushBar } from './brush-bar.tsx';
import { DayList } from './day-list.tsx';
import { FileProblems } from './file-problems.tsx';
import { type CalendarDay, namesOf, readYearFile, type YearFile, withDay } from './year-days.ts';
import { YearGrid } from './year-grid.tsx';
import { saveFile } from '../../ui/save-file.ts';

interface YearEditorProps {
  initial: CalendarYear;
  /** Days of the year before, whose names serve this year too. */
  models: CalendarDay[];
}

/** One year of a calendar: its days by click, its notice and status, from and to a file; saved as a version. */
export function YearEditor({ initial, models }: YearEditorProps) {
  const { t } = useTranslation('workbench-basis');
  const [draft, setDraft] = useState(initial);
  // What is in force may change while the page is open; what was not touched follows it.
  useEffect(() => setDraft(initial), [initial]);
  const names = namesOf([...initial.days, ...models]);
  const [chosen, setBrush] = useState<Brush>({ kind: 'holiday', name: null });
  const brush: Brush = { ...chosen, name: chosen.name ?? names[0] ?? null };
  const [file, setFile] = useState<YearFile | null>(null);
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  const { save, result } = useSave();
  const may = useMay();
  const change = (next: CalendarYear) => {
    if (may('calendars.edit')) setDraft(next);
  };

  const click = (date: string) => {
    const now = draft.days.find((day) => day.date === date);
    const same = now?.kind === brush.kind && now?.name.zh === brush.name?.zh;
    const set = brush.kind === 'plain' || same || !brush.name ? null : { kind: brush.kind, name: brush.name };
    if (brush.kind !== 'plain' && !brush.name) return;
    change({ ...draft, days: withDay(draft.days, date, set) });
  };
  const load = async (chosen: File) => {
    const read = readYearFile(await chosen.text(), initial.calendar, initial.year);
    setFile(read);
    if ('year' in read) change(read.year);
  };
  return (
    <>
      <div className="wb-editor-bar no-print">
        <span role="status" className={dirty ? 'wb-dirty' : 'wb-quiet'}>
          {t(dirty ? 'calendar.dirty' : 'calendar.clean')}
        </span>
        <Upload
          accept=".json"
          showUploadList={false}
          beforeUpload={(chosen) => {
            void load(chosen);
            return false;
          }}
        >
          <Button icon={<UploadOutlined aria-hidden />}>{t('calendar.fromFile')}</Button>
        </Upload>
        <Button disabled={false} icon={<DownloadOutlined aria-hidden />} onClick={() => saveYear(draft)}>
          {t('calendar.toFile')}
        </Button>
        <Button disabled={false} icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('calendar.print')}
        </Button>
        <Button icon={<RollbackOutlined aria-hidden />} disabled={!dirty} onClick={() => setDraft(initial)}>
          {t('calendar.reset')}
        </Button>
        <Button
          type="primary"
          icon={<SaveOutlined aria-hidden />}
          disabled={!dirty}
          loading={save.isPending}
          onClick={() =>
            save.mutate({ params: { calendar: initial.calendar, year: initial.year }, body: draft })
          }
        >
          {t('calendar.save')}
        </Button>
      </div>
      <ProblemAlert error={save.error} />
      <FileProblems file={file} />
      {result}
      <h2 className="wb-print-only">
        {t('calendar.heading', { calendar: draft.calendar, year: draft.year })}
      </h2>
      <NoticeFields draft={draft} onChange={change} />
      <BrushBar brush={brush} names={names} onChange={setBrush} />
      <YearGrid year={draft.year} days={draft.days} onClick={click} />
      <DayList
        year={draft.year}
        days={draft.days}
        onRemove={(date) => change({ ...draft, days: withDay(draft.days, date, null) })}
      />
      <LeaveGuard dirty={dirty} />
    </>
  );
}

/** Saves the year, and says how many open clocks were recomputed by it. */
function useSave() {
  const { t } = useTranslation('workbench-basis');
  const { notification } = App.useApp();
  const [answer, setAnswer] = useState<{ version: number; recomputed: number } | null>(null);
  const save = useAction(calendarsApi.saveCalendarYear, {
    refreshes: [
      calendarsApi.listCalendars,
      calendarsApi.getCalendarYear,
      casesApi.listCases,
      casesApi.getCase,
    ],
    onDone: (done) => {
      setAnswer(done);
      notification.success({ title: t('calendar.saved', done), placement: 'topRight' });
    },
  });
  const result = answer && (
    <p className="wb-saved" role="status">
      {t('calendar.saved', answer)}
    </p>
  );
  return { save, result };
}

interface NoticeFieldsProps {
  draft: CalendarYear;
  onChange: (draft: CalendarYear) => void;
}

/** Whether the year's notice is out, and which one it is. */
function NoticeFields({ draft, onChange }: NoticeFieldsProps) {
  const { t } = useTranslation('workbench-basis');
  const id = useId();
  return (
    <div className="wb-calendar-choice">
      <Segmented
        aria-label={t('calendar.status')}
        value={draft.status}
        onChange={(status) => onChange({ ...draft, status })}
        options={(['published', 'provisional'] as const).map((status) => ({
          value: status,
          label: t(`calendar.${status}`),
        }))}
      />
      <label htmlFor={id}>{t('calendar.notice')}</label>
      <Input
        id={id}
        className="wb-calendar-notice"
        value={draft.notice}
        placeholder={t('calendar.noticeHint')}
        onChange={(event) => onChange({ ...draft, notice: event.target.value })}
      />
    </div>
  );
}

function saveYear(year: CalendarYear): void {
  const text = `${JSON.stringify(year, null, 2)}\n`;
  saveFile(new Blob([text], { type: 'application/json' }), `${year.calendar}-${year.year}.json`);
}
