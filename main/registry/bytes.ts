/** Ids are kept as bytes: 16 instead of 36 characters, 32 instead of 64. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

export function idText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function hashBytes(hash: string): Buffer {
  return Buffer.from(hash, 'hex');
}
