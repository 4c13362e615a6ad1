import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useExpected } from '../../i18n/use-expected.ts';
import { problemPath, problemPlace } from '../ui/problem-path.ts';
import type { ItemProblem } from './use-item-check.ts';

interface ProblemListProps {
  problems: ItemProblem[];
  onShow: (problem: ItemProblem) => void;
}

/** All problems in one place, each leading to its field. */
export function ProblemList({ problems, onShow }: ProblemListProps) {
  const { t, i18n } = useTranslation('workbench-catalogue');
  const inWords = useExpected();
  if (problems.length === 0) return null;
  const nameOf = (part: string) => {
    if (part === 'flow') return undefined;
    return i18n.exists(`workbench-catalogue:fields.${part}`) ? t(`fields.${part}` as 'fields.name') : part;
  };
  return (
    <Alert
      className="wb-problem"
      type="error"
      showIcon
      role="alert"
      title={t('problems.title', { count: problems.length })}
      description={
        <ul className="wb-problems">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.expected}`}>
              <Button type="link" size="small" onClick={() => onShow(problem)}>
                {problemPlace(problemPath(problem.field), nameOf, (n) => t('problems.nth', { n })) ||
                  t('problems.whole')}
              </Button>
              {inWords(problem.expected)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
