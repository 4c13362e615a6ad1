import { getRouteApi } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { scoresApi } from '#contract/powers/scores';
import { type ResponseOf, useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { GradeTag } from './score-tags.tsx';

const route = getRouteApi('/workbench/powers/scores/$organ');
type Row = ResponseOf<typeof scoresApi.listScorePeople>['rows'][number];

/** Scores of posts or persons, for those who may see them. */
export function PeopleSection({ organ, period }: { organ: string; period: string }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const { by = 'post' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(scoresApi.listScorePeople, { params: { organ }, query: { period, by } });
  const counted = (row: Row, line: 'volume' | 'late') => (
    <CountLink
      to="/workbench/powers/scores/$organ/cases"
      params={{ organ }}
      search={{ period, line, by, key: row.key }}
      count={row[line]}
      label={`${pick(row.name)} ${t(line)}`}
    />
  );
  return (
    <Section
      title={t('people.title')}
      extra={
        <Segmented
          className="no-print"
          aria-label={t('people.by')}
          value={by}
          onChange={(chosen) =>
            void navigate({ search: (now) => ({ ...now, by: chosen }), resetScroll: false })
          }
          options={[
            { value: 'post' as const, label: t('people.post') },
            { value: 'person' as const, label: t('people.person') },
          ]}
        />
      }
    >
      <p className="wb-quiet">{t('people.hint')}</p>
      <QueryView query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="wb-quiet">{t('people.empty')}</p>
          ) : (
            <ScrollTable<Row>
              label={t('people.title')}
              rowKey={(row) => row.key}
              dataSource={rows}
              columns={[
                { key: 'name', title: t(`people.${by}`), render: (_, row) => pick(row.name) },
                { key: 'total', title: t('score'), align: 'right', render: (_, row) => row.total },
                {
                  key: 'grade',
                  title: t('grade'),
                  render: (_, row) =>
                    row.few ? (
                      <span className="wb-quiet">{t('people.few')}</span>
                    ) : (
                      <GradeTag grade={row.grade} />
                    ),
                },
                {
                  key: 'volume',
                  title: t('volume'),
                  align: 'right',
                  render: (_, row) => counted(row, 'volume'),
                },
                { key: 'late', title: t('late'), align: 'right', render: (_, row) => counted(row, 'late') },
              ]}
            />
          )
        }
      </QueryView>
    </Section>
  );
}
