import { RemoteError } from './remote.ts';

/** What a file system's error means for a remote. `stage` says how far a put had come: from `link` on it may have landed. */
export function folderError(
  error: unknown,
  folder: string,
  stage: 'read' | 'write' | 'link' | 'after-link',
): RemoteError {
  if (error instanceof RemoteError) return error;
  const code = codeOf(error);
  const say = (failure: ConstructorParameters<typeof RemoteError>[0], sentence: string) =>
    new RemoteError(failure, sentence, { cause: error });
  if (stage === 'link' && CANNOT_LINK.has(code))
    return say(
      'not-capable',
      `The drive of ${folder} cannot make hard links (${code}), so two writers at once could overwrite each other. Use a folder on a drive that can: NTFS, ext4, APFS, or a share over SMB or NFS that allows links.`,
    );
  if (stage === 'after-link')
    return say('unknown-outcome', `${folder} failed (${code}) while keeping what was written.`);
  if (FULL.has(code))
    return say('full', `The drive of ${folder} is full (${code}). Nothing was kept; free some space there.`);
  if (DENIED.has(code))
    return say(
      'denied',
      stage === 'read'
        ? `${folder} may not be read by this user (${code}). Ask for the right to read it.`
        : `${folder} may not be written to by this user (${code}). Ask for the right to write there.`,
    );
  if (code === 'ENOTDIR') return say('bad-url', `${folder} is not a folder.`);
  if (code === 'ENAMETOOLONG') return say('bad-url', `The path of ${folder} is too long for this system.`);
  if (BUSY.has(code)) return say('busy', `${folder} is busy (${code}). Try again in a moment.`);
  if (stage === 'link') return say('unknown-outcome', `${folder} failed (${code}) while keeping what was written.`);
  return say('unreachable', `${folder} cannot be reached (${code}). Check the drive it is on.`);
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

// EISDIR is how Windows' “invalid function” comes through libuv: a drive that knows no links.
const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EXDEV', 'EISDIR', 'EMLINK']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS']);
// ENOENT: a part of the folder was removed between two steps.
const BUSY = new Set(['ENOENT', 'EBUSY', 'EMFILE', 'ENFILE', 'EAGAIN', 'EINTR', 'ETXTBSY', 'ENOMEM']);
