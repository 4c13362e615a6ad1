import { Select, Tag } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type PowerDetail, type PowerDifference, powerListApi } from '#contract/powers/power-list';
import type { Bilingual } from '#contract/text';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import tables from '../../../ui/plain-table.module.css';
import { QueryView } from '../../../ui/query-view.tsx';
import styles from './power-list.module.css';

interface Props {
  power: PowerDetail;
  /** The version that the shown one is compared with. */
  before: number | undefined;
  onChange: (patch: { version?: number; before?: number }) => void;
}

/** The versions of an entry: which is shown, and what differs from another one, side by side. */
export function VersionComparison({ power, before, onChange }: Props) {
  const { t } = useTranslation('powers-power-list');
  const heading = useId();
  const [shown, compared] = [useId(), useId()];
  const options = power.versions.map(({ version, effectiveFrom, current }) => ({
    value: version,
    label: t(current ? 'versionNow' : 'versionOf', { version, day: effectiveFrom }),
  }));
  const note = power.versions.find(({ version }) => version === power.version)?.note;
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <h2 id={heading}>{t('versions')}</h2>
      <div className={styles.choose}>
        <div>
          <label htmlFor={shown}>{t('shown')}</label>
          <Select
            id={shown}
            value={power.version}
            options={options}
            onChange={(version: number) => onChange({ version })}
          />
        </div>
        {power.versions.length > 1 && (
          <div>
            <label htmlFor={compared}>{t('compareWith')}</label>
            <Select
              id={compared}
              allowClear
              placeholder={t('nothing')}
              value={before}
              options={options.filter(({ value }) => value !== power.version)}
              onChange={(chosen?: number) => onChange({ before: chosen })}
            />
          </div>
        )}
      </div>
      {note && <p className={styles.facts}>{t('note', { note })}</p>}
      {before !== undefined && before !== power.version && (
        <Differences code={power.entry.code} before={before} after={power.version} />
      )}
    </section>
  );
}

function Differences({ code, before, after }: { code: string; before: number; after: number }) {
  const query = useEndpoint(powerListApi.compareVersions, { params: { code }, query: { before, after } });
  return (
    <QueryView query={query}>
      {({ differences }) => <DifferenceTable before={before} after={after} differences={differences} />}
    </QueryView>
  );
}

interface TableProps {
  before: number;
  after: number;
  differences: readonly PowerDifference[];
}

/** What differs between two versions, side by side. */
export function DifferenceTable({ before, after, differences }: TableProps) {
  const { t } = useTranslation('powers-power-list');
  if (differences.length === 0) return <p role="status">{t('noDifference')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('differences')}>
      <table className={tables.table}>
        <caption>{t('differences')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('version', { version: before })}</th>
            <th scope="col">{t('version', { version: after })}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((one) => (
            <Difference key={`${one.field} ${one.about?.zh} ${one.before?.zh} ${one.after?.zh}`} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Difference({ one }: { one: PowerDifference }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const side = (text: Bilingual | null) =>
    text ? pick(text) : <span className={styles.facts}>{t('absent')}</span>;
  return (
    <tr>
      <th scope="row">
        {t(`fields.${one.field}`)} <Tag>{t(`changes.${one.change}`)}</Tag>
        {one.about && <div className={styles.facts}>{pick(one.about)}</div>}
      </th>
      <td className={styles.side}>{side(one.before)}</td>
      <td className={styles.side}>{side(one.after)}</td>
    </tr>
  );
}
