import { LikeOutlined, DislikeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KnowledgeEntry, knowledgeApi } from '#contract/hotline/knowledge';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import styles from '../knowledge.module.css';

const keyOf = ({ id, version }: KnowledgeEntry) => `mj-knowledge-said ${id} ${version}`;

/** Whether this browser has said it of this version; a browser that keeps nothing has not. */
function hasSaid(entry: KnowledgeEntry): boolean {
  try {
    return localStorage.getItem(keyOf(entry)) !== null;
  } catch {
    return false;
  }
}
function remember(entry: KnowledgeEntry): void {
  try {
    localStorage.setItem(keyOf(entry), '1');
  } catch {
    // Asked again next time; the server bounds how often.
  }
}

/** Was it useful: asked once of each browser for each version. */
export function Usefulness({ entry }: { entry: KnowledgeEntry }) {
  const { t } = useTranslation('hotline-knowledge');
  const [said, setSaid] = useState(() => hasSaid(entry));
  const tell = useAction(knowledgeApi.tellUsefulness, {
    refreshes: [knowledgeApi.entry, knowledgeApi.search],
    onDone: () => {
      remember(entry);
      setSaid(true);
    },
  });
  const say = (useful: boolean) =>
    tell.mutate({ params: { id: entry.id }, body: { version: entry.version, useful } });
  return (
    <section className={styles.panel} aria-labelledby="useful-title">
      <h2 id="useful-title">{t('useful.title')}</h2>
      {said ? (
        <p role="status">{t('useful.thanks')}</p>
      ) : (
        <div className={styles.voices}>
          <Button icon={<LikeOutlined aria-hidden />} disabled={tell.isPending} onClick={() => say(true)}>
            {t('useful.yes')}
          </Button>
          <Button icon={<DislikeOutlined aria-hidden />} disabled={tell.isPending} onClick={() => say(false)}>
            {t('useful.no')}
          </Button>
        </div>
      )}
      <p className={styles.facts}>{t('useful.counts', entry.usefulness)}</p>
      <ProblemAlert error={tell.error} />
    </section>
  );
}
