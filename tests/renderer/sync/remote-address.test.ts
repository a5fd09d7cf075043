import { describe, expect, test } from 'vitest';
import { givenSecrets, kindOfAddress, takeSecretsOut } from '../../../renderer/sync/remote-address.ts';

describe('the address of a remote', () => {
  test.each([
    ['/mnt/team', 'folder'],
    [' file:///mnt/team', 'folder'],
    ['C:\\Team', 'folder'],
    ['\\\\server\\share', 'folder'],
    ['postgresql://ana@db/team', 'postgres'],
    ['S3://bucket/prefix', 's3'],
    ['post', null],
    ['', null],
  ])('“%s” means %s', (address, kind) => {
    expect(kindOfAddress(address)).toBe(kind);
  });

  test('loses the password that was pasted with it, and keeps the user of a database', () => {
    expect(takeSecretsOut('postgres://ana:p%40ss@db.example.com/team?sslmode=require')).toEqual({
      address: 'postgres://ana@db.example.com/team?sslmode=require',
      secrets: { password: 'p@ss' },
    });
  });

  test('loses both parts of an S3 key', () => {
    expect(takeSecretsOut('s3://AKIA:secret@bucket/prefix')).toEqual({
      address: 's3://bucket/prefix',
      secrets: { user: 'AKIA', password: 'secret' },
    });
  });

  test('is left as it is typed where it holds none, or is no URL yet', () => {
    for (const address of ['/mnt/a:b@c', 'postgres://ana@db/team', 'postgres://', 's3://bucket', 'C:\\a'])
      expect(takeSecretsOut(address)).toEqual({ address, secrets: {} });
  });

  test('a percent sign that nobody encoded stays', () => {
    expect(takeSecretsOut('postgres://ana:100%@db/team').secrets).toEqual({ password: '100%' });
  });
});

test('secrets that were left empty are not sent', () => {
  expect(givenSecrets({ user: '', password: '' })).toBeUndefined();
  expect(givenSecrets({ user: 'AKIA', password: 's', sessionToken: '' })).toEqual({ user: 'AKIA', password: 's' });
});
