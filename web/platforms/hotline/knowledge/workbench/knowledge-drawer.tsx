import { getRouteApi } from '@tanstack/react-router';
import { Drawer, Grid } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { type KnowledgeEntry, knowledgeApi } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import styles from '../knowledge.module.css';
import { StandingTag } from '../standing-tag.tsx';
import { StandingWarning } from '../standing-warning.tsx';
import { KnowledgeForm } from './knowledge-form.tsx';
import { KnowledgeHistory } from './knowledge-history.tsx';

const route = getRouteApi('/workbench/hotline/knowledge');

const dayFromNow = (n: number, unit: 'month' | 'year') => dayjs().add(n, unit).format('YYYY-MM-DD');

/** An entry as those read it who do not answer for it. */
function EntryText({ entry }: { entry: KnowledgeEntry }) {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  return (
    <>
      <p className={styles.answer}>{pick(entry.content.answer)}</p>
      <ul lang="zh">
        {entry.content.basis.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.facts}>
        <span>{pick(entry.organName)}</span>
        <span>{t('validFromTo', { from: entry.validFrom, to: entry.validTo })}</span>
        <span>{t('reviewBy', { date: entry.reviewBy })}</span>
      </p>
    </>
  );
}

/** An entry beside the list: to be read, and by its owner to be changed; its versions below. */
export function KnowledgeDrawer() {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  const roomy = Grid.useBreakpoint().md;
  const { entry: id, create } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    knowledgeApi.deskEntry,
    { params: { id: id ?? '' } },
    { enabled: id !== undefined },
  );
  const close = () =>
    void navigate({ search: (now) => ({ ...now, entry: undefined, create: undefined }), resetScroll: false });
  const blank = {
    validFrom: dayjs().format('YYYY-MM-DD'),
    validTo: dayFromNow(1, 'year'),
    reviewBy: dayFromNow(6, 'month'),
  };
  return (
    <Drawer
      open={id !== undefined || create !== undefined}
      title={create ? t('desk.new') : query.data ? pick(query.data.content.question) : t('one')}
      size={roomy ? 720 : '100%'}
      onClose={close}
      destroyOnHidden
    >
      {create && <KnowledgeForm initial={blank} onDone={close} />}
      {!create && id !== undefined && (
        <QueryView query={query}>
          {(entry) => (
            <>
              <p>
                <StandingTag standing={entry.standing} />
              </p>
              <StandingWarning entry={entry} />
              {entry.editable ? (
                <KnowledgeForm
                  key={`${entry.id} ${entry.version}`}
                  initial={entry.content}
                  entry={entry}
                  onDone={() => void query.refetch()}
                />
              ) : (
                <EntryText entry={entry} />
              )}
              <KnowledgeHistory entry={entry} />
            </>
          )}
        </QueryView>
      )}
    </Drawer>
  );
}
