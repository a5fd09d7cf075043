import { expect, test } from 'vitest';
import { s3Place } from '../../../../main/sync/remotes/s3-place.ts';
import { afterTest } from './conformance.ts';

test.each([
  ['s3://acme', 'https://acme.s3.us-east-1.amazonaws.com'],
  ['s3://acme?region=eu-west-1', 'https://acme.s3.eu-west-1.amazonaws.com'],
  ['s3://acme.prompts?region=eu-west-1', 'https://s3.eu-west-1.amazonaws.com/acme.prompts'],
  ['s3://acme?style=path', 'https://s3.us-east-1.amazonaws.com/acme'],
  ['s3://acme?endpoint=https://files.example.com', 'https://files.example.com/acme'],
  ['s3://acme?endpoint=https://files.example.com:9000/s3/', 'https://files.example.com:9000/s3/acme'],
  ['s3://acme?endpoint=https://files.example.com&style=virtual', 'https://acme.files.example.com'],
  ['s3://acme?endpoint=http://[::1]:9000', 'http://[::1]:9000/acme'],
])('%s is asked at %s', (url, bucketUrl) => {
  withoutRegion();
  expect(s3Place(new URL(url)).bucketUrl).toBe(bucketUrl);
});

test.each([
  ['s3://acme', ''],
  ['s3://acme/', ''],
  ['s3://acme/team', 'team/'],
  ['s3://acme//team///prompts/', 'team/prompts/'],
  ['s3://acme/a%20b/%C3%BC', 'a b/ü/'],
])('%s keeps its keys under “%s”', (url, prefix) => {
  expect(s3Place(new URL(url)).prefix).toBe(prefix);
});

test('the region of the environment counts where the URL names none', () => {
  withoutRegion();
  process.env['AWS_REGION'] = 'eu-north-1';
  expect(s3Place(new URL('s3://acme')).region).toBe('eu-north-1');
  expect(s3Place(new URL('s3://acme?region=us-west-2')).region).toBe('us-west-2');
});

function withoutRegion(): void {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  delete process.env['AWS_REGION'];
  delete process.env['AWS_DEFAULT_REGION'];
  afterTest(() => {
    delete process.env['AWS_REGION'];
    Object.assign(process.env, {
      ...(AWS_REGION && { AWS_REGION }),
      ...(AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION }),
    });
  });
}
