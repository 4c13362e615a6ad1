import type { Instant } from '#base/time';
import type { EpisodeEvent, EpisodeState, Question } from './episode.ts';

type Data<T extends EpisodeEvent['type']> = Extract<EpisodeEvent, { type: T }>['data'];
type Planned = Data<'hotline.episode-planned'> | Data<'hotline.episode-recorded'>;

const utc = (at: string): string => new Date(at).toISOString();

const begin = (data: Planned, status: EpisodeState['status'], questions: Question[]): EpisodeState => ({
  status,
  organ: data.organ,
  region: data.region,
  series: data.series,
  medium: data.medium,
  station: data.station,
  number: data.number,
  airsAt: utc(data.airsAt),
  organs: data.organs,
  host: data.host,
  recorded: status === 'aired',
  reason: '',
  questions,
});

/** Questions of a broadcast of before: all of them were settled by then. */
const recordedQuestions = ({ questions, airsAt }: Data<'hotline.episode-recorded'>): Question[] => {
  const at = Date.parse(airsAt);
  return questions.map(({ title, organ, kind, text, solved }, index) => ({
    n: index + 1,
    title,
    organ: organ ?? null,
    ticket: null,
    raisedAt: at,
    outcome: { kind, text, by: '', at },
    settledAt: at,
    solved,
    note: '',
  }));
};

const changed = (
  state: EpisodeState,
  n: number,
  change: (one: Question) => Partial<Question>,
): EpisodeState => ({
  ...state,
  questions: state.questions.map((one) => (one.n === n ? { ...one, ...change(one) } : one)),
});

/** The state after one more event at the effective time `at`. Total over every order. */
export function evolve(before: EpisodeState | null, event: EpisodeEvent, at: Instant): EpisodeState {
  if (event.type === 'hotline.episode-planned') return before ?? begin(event.data, 'planned', []);
  if (event.type === 'hotline.episode-recorded')
    return before ?? begin(event.data, 'aired', recordedQuestions(event.data));
  if (!before) throw new Error(`an episode begins with its plan, not with ${event.type}`);
  const state = before;
  switch (event.type) {
    case 'hotline.episode-changed': {
      const { number, airsAt, organs, host } = event.data;
      return { ...state, number, airsAt: utc(airsAt), organs, host };
    }
    case 'hotline.episode-begun':
      return { ...state, status: 'on-air' };
    case 'hotline.question-raised': {
      const { n, title, organ = null, ticket } = event.data;
      const question = { n, title, organ, ticket, raisedAt: at };
      return {
        ...state,
        questions: [
          ...state.questions,
          { ...question, outcome: null, settledAt: null, solved: null, note: '' },
        ],
      };
    }
    case 'hotline.question-unlinked': {
      const { n } = event.data;
      return {
        ...state,
        questions: state.questions.filter((one) => one.n !== n),
        unlinked: [...(state.unlinked ?? []), n],
      };
    }
    case 'hotline.outcome-said': {
      const { n, kind, text, by } = event.data;
      return changed(state, n, () => ({ outcome: { kind, text, by, at } }));
    }
    case 'hotline.broadcast-ended':
      return { ...state, status: 'aired' };
    case 'hotline.question-settled': {
      const { n, solved, note } = event.data;
      return changed(state, n, (one) => (one.solved === true ? {} : { solved, note, settledAt: at }));
    }
    case 'hotline.episode-cancelled':
      return { ...state, status: 'cancelled', reason: event.data.reason };
    case 'hotline.episode-closed':
      return { ...state, status: 'closed' };
    default:
      // The spine's own events change nothing of an episode.
      return state;
  }
}
