import { DeleteOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { type SavedView, type StatisticsReport, statisticsApi, type ViewQuery } from '#contract/statistics';
import { useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { SaveForm } from './save-form.tsx';
import styles from './statistics.module.css';

interface Props {
  open: boolean;
  view: ViewQuery;
  onClose: () => void;
  onOpen: (view: ViewQuery) => void;
}

/** Saved views: one's own and those of one's organ; the reports that were made; and saving the present view. */
export function SavedViews({ open, view, onClose, onOpen }: Props) {
  const { t } = useTranslation('workbench-statistics');
  const roomy = Grid.useBreakpoint().md;
  const query = useEndpoint(statisticsApi.listViews, {}, { enabled: open });
  const remove = useAction(statisticsApi.deleteView, { refreshes: [statisticsApi.listViews] });
  return (
    <Drawer
      open={open}
      title={t('views.title')}
      size={roomy ? 560 : '100%'}
      onClose={onClose}
      destroyOnHidden
    >
      <QueryView query={query}>
        {({ views, reports, mail }) => (
          <>
            <h3>{t('views.save')}</h3>
            <SaveForm view={view} mail={mail} />
            <h3>{t('views.list')}</h3>
            {views.length === 0 && <p className="wb-quiet">{t('views.none')}</p>}
            <ul className={styles.views}>
              {views.map((one) => (
                <ViewLine
                  key={one.id}
                  view={one}
                  onOpen={() => onOpen(one.query)}
                  onDelete={() => remove.mutate({ params: { id: one.id } })}
                />
              ))}
            </ul>
            <ProblemAlert error={remove.error} />
            <h3>{t('reports.title')}</h3>
            {reports.length === 0 && <p className="wb-quiet">{t('reports.none')}</p>}
            <ul className={styles.views}>
              {reports.map((one) => (
                <ReportLine key={one.id} report={one} />
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </Drawer>
  );
}

function ViewLine({ view, onOpen, onDelete }: { view: SavedView; onOpen: () => void; onDelete: () => void }) {
  const { t } = useTranslation('workbench-statistics');
  const pick = usePick();
  const { name, mine, organ, owner, schedule, nextAt } = view;
  return (
    <li>
      <div>
        <Button type="link" onClick={onOpen} style={{ padding: 0, whiteSpace: 'normal', height: 'auto' }}>
          {name}
        </Button>
        <div className="wb-quiet">
          {mine ? organ && t('views.sharedWith', { organ: pick(organ.name) }) : t('views.of', { owner })}
          {schedule && nextAt && (
            <>
              {organ && ' · '}
              {t(`views.every.${schedule.every}`)} · {t('views.next')} <TimeText at={nextAt} />
            </>
          )}
        </div>
      </div>
      {mine && (
        <Popconfirm
          title={t('views.deleteSure')}
          okText={t('views.delete')}
          cancelText={t('cancel')}
          onConfirm={onDelete}
        >
          <Button icon={<DeleteOutlined aria-hidden />} aria-label={t('views.deleteNamed', { name })} />
        </Popconfirm>
      )}
    </li>
  );
}

function ReportLine({ report }: { report: StatisticsReport }) {
  const { t } = useTranslation('workbench-statistics');
  const { name, from, to, pdf, problem, mail } = report;
  return (
    <li>
      <div>
        {name}
        <div className="wb-quiet">
          {t('fromTo', { from, to })}
          {mail && ` · ${t(`reports.mail.${mail}`)}`}
          {problem && ` · ${t('reports.failed')}`}
        </div>
      </div>
      {pdf && <a href={pdf}>{t('reports.pdf')}</a>}
    </li>
  );
}
