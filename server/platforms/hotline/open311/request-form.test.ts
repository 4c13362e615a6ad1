import { describe, expect, test } from 'vitest';
import { GeoReportError } from './georeport-error.ts';
import { toXml, splitFile } from './georeport-format.ts';
import { publicWords } from './public-words.ts';
import { readRequestForm } from './request-form.ts';

const read = (text: string) => readRequestForm(new URLSearchParams(text));
function faultsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof GeoReportError) return error.descriptions;
    throw error;
  }
  return [];
}

describe('the form of a service request', () => {
  test('given the example of the specification, then every argument of it is read', () => {
    expect(
      read(
        'api_key=xyz&jurisdiction_id=city.gov&service_code=001&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=111111111&description=A+large+sinkhole+is+destroying+the+street&media_url=http%3A%2F%2Ffarm3.static.flickr.com%2F2002%2F2212426634_5ed477a060.jpg&attribute[WHISPAWN]=123456&attribute[WHISDORN]=COISL001',
      ),
    ).toEqual({
      apiKey: 'xyz',
      jurisdiction: 'city.gov',
      serviceCode: '001',
      point: { latitude: 37.76524078, longitude: -122.4212043 },
      address: '1234 5th street',
      addressId: undefined,
      email: 'smit333@sfgov.edu',
      phone: '111111111',
      name: 'smith john',
      accountId: '123456',
      description: 'A large sinkhole is destroying the street',
      mediaUrl: 'http://farm3.static.flickr.com/2002/2212426634_5ed477a060.jpg',
      attributes: new Map([
        ['WHISPAWN', ['123456']],
        ['WHISDORN', ['COISL001']],
      ]),
    });
  });

  test('given several values of one attribute, then all of them are kept', () => {
    const { attributes } = read(
      'service_code=a&address_id=1&attribute[x][]=1&attribute[x][]=2&attribute[y]=',
    );
    expect([...attributes]).toEqual([['x', ['1', '2']]]);
  });

  test.each([
    ['', ['service_code was not provided']],
    ['service_code=a', ['a location is needed: lat and long, address_string or address_id']],
    ['service_code=a&lat=36', ['lat and long are both needed, in degrees of WGS-84']],
    ['service_code=a&lat=136&long=0', ['lat and long are both needed, in degrees of WGS-84']],
    ['lat=&address_string=x&service_code=', ['service_code was not provided']],
    [
      `service_code=a&address_id=1&media_url=javascript:1&description=${'x'.repeat(4001)}`,
      ['description has at most 4000 characters', 'media_url is an address of http or https'],
    ],
  ])('given %j, then it is told what is missing', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});

describe('the formats', () => {
  test('given a list, then it stands in an element of its own, nothing is an empty element, and signs are escaped', () => {
    expect(toXml('service_requests', [{ status_notes: null, description: 'a<b>&\u0001', lat: 1.5 }])).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<service_requests>\n  <request>\n    <status_notes/>\n    <description>a&lt;b&gt;&amp;</description>\n    <lat>1.5</lat>\n  </request>\n</service_requests>',
    );
    expect(toXml('services', [])).toContain('<services/>');
  });

  test('given a code with dots, then the format is what follows the last', () => {
    expect(splitFile('urban.heating.xml')).toEqual({ name: 'urban.heating', format: 'xml' });
    expect(() => splitFile('services')).toThrow(/end in .json or .xml/);
  });
});

test.each([
  ['请联系13812345678或010-12345678', '请联系［电话］或［电话］'],
  ['身份证37010219900101123X号', '身份证［身份证号］号'],
  ['mail a.b@example.cn now', 'mail ［邮箱］ now'],
  ['3号楼2单元，工单20260302000123', '3号楼2单元，工单20260302000123'],
])('given %j, then everybody may read %j', (text, shown) => {
  expect(publicWords(text)).toBe(shown);
});
