import { type Division, readDivisions } from '#spine/regions/read-divisions';
import { cityOf } from '#spine/regions/region-codes';
import { type DemonstrationData, readDemonstration } from './demonstration-data.ts';
import { type DemonstrationItem, expandItems } from './expand-items.ts';
import { expandOrgans } from './expand-organs.ts';

export interface SmallProvince {
  data: DemonstrationData;
  divisions: Division[];
  organs: ReturnType<typeof expandOrgans>;
  items: DemonstrationItem[];
}

/** The provincial organs and two cities with their counties and some towns: enough for tests, quick to make. */
export async function smallProvince(): Promise<SmallProvince> {
  const data = readDemonstration();
  const divisions: Division[] = [];
  for await (const division of readDivisions()) {
    if (['3700', '3701', '3710'].includes(cityOf(division.code))) divisions.push(division);
  }
  const organs = expandOrgans(data, divisions, { countyCentres: 14, townCentres: 40, villagePoints: 40 });
  return { data, divisions, organs, items: expandItems(data, organs) };
}
