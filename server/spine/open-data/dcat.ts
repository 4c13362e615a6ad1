import { toRfc3339, type Instant } from '#base/time';
import type { Bilingual } from '#contract/text';
import { type DatasetFile, openData } from './dataset-files.ts';

const inBoth = ({ zh, en }: Bilingual) => [
  { '@language': 'zh', '@value': zh },
  { '@language': 'en', '@value': en },
];
const iri = (id: string) => ({ '@id': id });

/** Terms of the vocabularies that are used, by their prefixes. */
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const publisherOf = (origin: string) => ({
  '@id': `${origin}/open-data#publisher`,
  '@type': 'foaf:Agent',
  'foaf:name': inBoth(openData.publisher),
});

function distributionsOf(origin: string, { code }: DatasetFile) {
  const at = `${origin}/api/open-data/datasets/${code}`;
  return (['csv', 'json'] as const).map((format) => ({
    '@id': `${at}/download.${format}`,
    '@type': 'dcat:Distribution',
    'dct:title': format.toUpperCase(),
    'dcat:accessURL': iri(`${origin}/open-data/${code}`),
    'dcat:downloadURL': iri(`${at}/download.${format}`),
    'dcat:mediaType': iri(
      `https://www.iana.org/assignments/media-types/${format === 'csv' ? 'text/csv' : 'application/json'}`,
    ),
    'dct:format': iri(`http://publications.europa.eu/resource/authority/file-type/${format.toUpperCase()}`),
    'dct:license': iri(openData.licence.uri),
  }));
}

const datasetOf = (origin: string, dataset: DatasetFile) => ({
  '@id': `${origin}/open-data/${dataset.code}`,
  '@type': 'dcat:Dataset',
  'dct:identifier': dataset.code,
  'dct:title': inBoth(dataset.title),
  'dct:description': inBoth(dataset.description),
  'dcat:keyword': [
    ...dataset.keywords.zh.map((word) => ({ '@language': 'zh', '@value': word })),
    ...dataset.keywords.en.map((word) => ({ '@language': 'en', '@value': word })),
  ],
  'dct:publisher': iri(`${origin}/open-data#publisher`),
  'dct:license': iri(openData.licence.uri),
  'dct:accrualPeriodicity': iri(
    `http://publications.europa.eu/resource/authority/frequency/${dataset.frequency}`,
  ),
  'dct:language': iri('http://publications.europa.eu/resource/authority/language/ZHO'),
  'dcat:landingPage': iri(`${origin}/open-data/${dataset.code}`),
  'dcat:distribution': distributionsOf(origin, dataset),
});

/**
 * The catalogue as JSON-LD by W3C DCAT 3, with what DCAT-AP 3.0 asks of catalogues, data sets, distributions and services.
 * @param origin of the portal, without a slash at its end
 */
export function toDcat(origin: string, now: Instant) {
  return {
    '@context': context,
    '@id': `${origin}/open-data`,
    '@type': 'dcat:Catalog',
    'dct:title': inBoth(openData.name),
    'dct:description': inBoth(openData.description),
    'dct:publisher': publisherOf(origin),
    'dct:license': iri(openData.licence.uri),
    'dct:modified': { '@type': 'xsd:dateTime', '@value': toRfc3339(now) },
    'foaf:homepage': iri(`${origin}/open-data`),
    'dct:language': iri('http://publications.europa.eu/resource/authority/language/ZHO'),
    'dcat:dataset': openData.datasets.map((dataset) => datasetOf(origin, dataset)),
    'dcat:service': [
      {
        '@id': `${origin}/api/open-data`,
        '@type': 'dcat:DataService',
        'dct:title': inBoth({ zh: '开放数据接口', en: 'Interface of open data' }),
        'dcat:endpointURL': iri(`${origin}/api/open-data/datasets`),
        'dcat:servesDataset': openData.datasets.map(({ code }) => iri(`${origin}/open-data/${code}`)),
        'dct:license': iri(openData.licence.uri),
      },
    ],
  };
}
