import { useTranslation } from 'react-i18next';
import type { CameraContent, CameraDetail } from '#contract/powers/halls';
import { useTimeText } from '../../../../ui/time-text.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';

const parts = ['name', 'hall', 'window', 'address', 'retentionDays'] as const;

/** What differs from a former content, part by part: before → after. */
function useChanges(): (before: CameraContent | undefined, after: CameraContent) => string[] {
  const { t } = useTranslation('powers-halls');
  return (before, after) =>
    before
      ? parts
          .filter((part) => before[part] !== after[part])
          .map((part) =>
            t('one.changed', {
              part: t(`register.${part}`),
              before: before[part] ?? t('one.nothing'),
              after: after[part] ?? t('one.nothing'),
            }),
          )
      : [];
}

/** What waits for a second person, beside what holds. */
export function CameraProposal({ camera: { proposed, content, versions } }: { camera: CameraDetail }) {
  const { t } = useTranslation('powers-halls');
  const write = useTimeText();
  const changes = useChanges();
  if (!proposed) return null;
  const changed = changes(versions.length > 0 ? content : undefined, proposed.content);
  return (
    <Facts
      facts={[
        {
          label: t('one.proposed'),
          value: t('one.byAt', { by: proposed.by, at: write(proposed.at) }),
          wide: true,
        },
        { label: t('register.reason'), value: proposed.reason, wide: true },
        changed.length > 0 && {
          label: t('one.changes'),
          value: (
            <ul>
              {changed.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ),
          wide: true,
        },
      ]}
    />
  );
}

/** The versions of the register, the newest first: who proposed and who approved each, and what it changed. */
export function CameraVersions({ camera: { versions } }: { camera: CameraDetail }) {
  const { t } = useTranslation('powers-halls');
  const write = useTimeText();
  const changes = useChanges();
  if (versions.length === 0) return <p className="wb-quiet">{t('one.noVersion')}</p>;
  return (
    <ol reversed>
      {versions.map(({ version, content, reason, proposed, approved }, index) => (
        <li key={version} value={version}>
          <div>
            {t('one.twoPersons', {
              proposer: proposed.by,
              approver: approved.by,
              at: write(approved.at),
            })}
          </div>
          <div className="wb-quiet">{reason}</div>
          {changes(versions[index + 1]?.content, content).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </li>
      ))}
    </ol>
  );
}
