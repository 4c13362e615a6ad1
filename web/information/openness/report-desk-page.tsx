import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, App, Button, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { opennessApi, type ReportTexts } from '#contract/openness';
import { type ResponseOf, useAction, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { FilterBar, FilterField } from '../../workbench/ui/filter-bar.tsx';
import { OrganSelect } from '../../workbench/ui/organ-select.tsx';
import { ProblemAlert } from '../../workbench/ui/problem-alert.tsx';
import { Section } from '../../workbench/ui/section.tsx';
import { FigureTable } from './figure-table.tsx';

const route = getRouteApi('/workbench/openness');
type Desk = ResponseOf<typeof opennessApi.desk>;
const refreshes = [opennessApi.desk, opennessApi.list, opennessApi.read];

function Issue({ report }: { report: Desk }) {
  const { t } = useTranslation('openness');
  const issue = useAction(opennessApi.issue, { refreshes });
  const { organ, year, version } = report;
  if (report.issued)
    return (
      <Alert
        type="success"
        showIcon
        title={t('desk.issued')}
        description={
          <>
            <Link to="/openness/$organ/$year" params={{ organ, year: String(year) }}>
              {t('title')}
            </Link>{' '}
            · <a href={report.issued.pdf}>{t('pdf')}</a>
          </>
        }
      />
    );
  return (
    <div>
      <p>{t('desk.issueHint')}</p>
      <ProblemAlert error={issue.error} />
      {report.issuable && (
        <Button
          type="primary"
          loading={issue.isPending}
          onClick={() => issue.mutate({ params: { organ, year }, body: { version } })}
        >
          {t('desk.issue')}
        </Button>
      )}
    </div>
  );
}

/** Figures and texts of a report, part by part. */
function Report({ report }: { report: Desk }) {
  const { t } = useTranslation('openness');
  const pick = usePick();
  const { message } = App.useApp();
  const save = useAction(opennessApi.save, {
    refreshes,
    onDone: ({ version }) => void message.success(t('desk.saved', { version })),
  });
  const { organ, year, version } = report;
  const texts = Object.fromEntries(report.sections.map(({ code, text }) => [code, text])) as ReportTexts;
  return (
    <Form
      layout="vertical"
      initialValues={texts}
      onFinish={(given: ReportTexts) =>
        save.mutate({ params: { organ, year }, body: { version, texts: { ...texts, ...given } } })
      }
    >
      {report.sections.map(({ code, title, figures }) => (
        <Section key={code} title={pick(title)}>
          <FigureTable figures={figures} label={pick(title)} face="workbench" />
          <Form.Item name={code} label={t('desk.text', { section: pick(title) })}>
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 12 }}
              maxLength={5000}
              disabled={!report.editable}
            />
          </Form.Item>
        </Section>
      ))}
      <p className="wb-quiet">{t('numberNote')}</p>
      <ProblemAlert error={save.error} />
      {report.editable && (
        <div className="wb-form-buttons">
          <Button htmlType="submit" loading={save.isPending}>
            {t('desk.save')}
          </Button>
        </div>
      )}
      <Issue report={report} />
    </Form>
  );
}

/** The annual report of an organ: counted by this installation, completed by an editor, issued by another person. */
export default function ReportDeskPage() {
  const { t } = useTranslation('openness');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const year = search.year ?? new Date().getFullYear() - 1;
  const organ = search.organ ?? '';
  const query = useEndpoint(opennessApi.desk, { params: { organ, year } }, { enabled: organ !== '' });
  const change = (patch: typeof search) => void navigate({ search: (now) => ({ ...now, ...patch }) });
  return (
    <>
      <PageHeader title={t('desk.title')} sub={t('desk.sub')} />
      <FilterBar active={0} onClear={() => change({ organ: undefined, year: undefined })}>
        <FilterField label={t('organ')} wide>
          {(id) => <OrganSelect id={id} value={search.organ} onChange={(code) => change({ organ: code })} />}
        </FilterField>
        <FilterField label={t('year')}>
          {(id) => (
            <InputNumber
              id={id}
              min={2008}
              max={2200}
              value={year}
              onChange={(value) => change({ year: value ?? undefined })}
            />
          )}
        </FilterField>
      </FilterBar>
      {organ === '' ? (
        <EmptyState title={t('desk.choose')} hint={t('desk.chooseHint')} />
      ) : (
        <QueryView query={query}>
          {(report) => <Report key={`${report.organ} ${report.year} ${report.version}`} report={report} />}
        </QueryView>
      )}
    </>
  );
}
