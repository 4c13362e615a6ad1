import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useExpected } from '../../i18n/use-expected.ts';
import type { YearFile } from './year-days.ts';

/** What was wrong with a file of days, field by field; or that it was read and waits to be saved. */
export function FileProblems({ file }: { file: YearFile | null }) {
  const { t } = useTranslation('workbench-basis');
  const inWords = useExpected();
  if (!file) return null;
  if ('year' in file)
    return (
      <Alert
        className="wb-problem no-print"
        type="info"
        showIcon
        role="status"
        title={t('calendar.fileRead', { count: file.year.days.length })}
      />
    );
  return (
    <Alert
      className="wb-problem no-print"
      type="error"
      showIcon
      role="alert"
      title={t('calendar.fileWrong')}
      description={
        <ul>
          {file.problems.map(({ field, expected }) => (
            <li key={`${field} ${expected}`}>
              <code>{field}</code>: {inWords(expected)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
