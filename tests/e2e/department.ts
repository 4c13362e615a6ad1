import type { z } from 'zod';
import type { catalogueApi } from '#contract/catalogue-api';
import type { CloudEventInput } from '#contract/events';
import type { regionsApi } from '#contract/regions';
import type { sourcesApi } from '#contract/sources';
import { people, signedInAs } from '../support/signed-in.ts';

type Items = z.infer<typeof catalogueApi.listItems.response>;
type Organs = z.infer<typeof regionsApi.listOrgans.response>;
type NewSource = z.infer<typeof sourcesApi.createSource.response>;

/** A department's system that sends events by the public door. */
export interface Department {
  /** Its division. */
  readonly region: string;
  /** Sends a case that is closed without the steps its flow asks for: red cards at once. */
  closeWithoutSteps(caseNumber: string): Promise<void>;
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Registers a live source and takes an item of the catalogue for it. */
export async function departmentOf(url: string, word = '食品经营许可'): Promise<Department> {
  const read = async <T>(path: string) => answerOf<T>(await fetch(`${url}${path}`));
  const items = await read<Items>(`/api/items?search=${encodeURIComponent(word)}&pageSize=1`);
  const item = items.rows[0];
  if (!item) throw new Error(`no item ${word} in the catalogue`);
  const organs = await read<Organs>(`/api/organs?code=${encodeURIComponent(item.organ)}`);
  const region = organs.rows[0]?.region as string;
  const source = `journey-${Date.now()}`;
  const system = await signedInAs(url, people.system);
  const { token } = await system.send<NewSource>('POST', '/api/sources', {
    code: source,
    name: 'Journey',
    mode: 'live',
    demonstration: true,
  });
  const send = async (events: CloudEventInput[]) => {
    const response = await fetch(`${url}/api/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents-batch+json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(events),
    });
    const { answers } = await answerOf<{ answers: { outcome: string }[] }>(response);
    if (answers.some(({ outcome }) => outcome !== 'accepted')) throw new Error(JSON.stringify(answers));
  };
  return {
    region,
    closeWithoutSteps: (subject) => {
      const common = { specversion: '1.0', source, subject, time: new Date().toISOString(), region } as const;
      return send([
        { ...common, id: `${subject}/1`, type: 'case.opened', data: { item: item.code } },
        { ...common, id: `${subject}/2`, type: 'case.closed', data: {} },
      ]);
    },
  };
}
