import type { CurrentSource } from '#spine/open-data/data-source';
import { pageOfRows } from '#spine/open-data/reference-sources';

/** Service points for open data, in their newest versions. */
export const pointSource: CurrentSource = {
  kind: 'current',
  rows: (spine, asked) =>
    pageOfRows(
      spine,
      {
        select: `p.city || '-' || p.id AS id, p.name_zh AS name, p.name_en AS name_en, p.region::text AS region,
          (ARRAY['province', 'city', 'county', 'town', 'village'])[p.level - 1] AS level,
          v.content ->> 'address' AS address,
          CASE WHEN p.suspended THEN 'yes' ELSE 'no' END AS suspended`,
        from: `services_point p
          JOIN services_point_version v ON v.city = p.city AND v.point_id = p.id AND v.version = p.version`,
        region: 'p.region',
        name: 'p.name_zh',
        order: 'p.city, p.id',
      },
      asked,
    ),
};
