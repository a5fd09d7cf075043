import type { Remote } from './remote.ts';

/** What opens a remote and must never stand in its URL, in the database or in the log. */
export type RemoteSecrets = {
  password?: string;
  accessKeyId?: string;
  secretAccessKey?: string;
  sessionToken?: string;
};

export type SecretName = keyof RemoteSecrets;

/** A remote that can say what it stands on. */
export interface RemoteAdapter extends Remote {
  /** What is behind the URL, for people: `Ceph at files.example.com`. Throws as any call where it cannot be reached. */
  about(signal?: AbortSignal): Promise<string>;
}

/** What `init` made (`done`) or found made already, what is left for an administrator to run, and what comes next. */
export type InitReport = { steps: { done: boolean; what: string }[]; forAdministrator: string[]; next: string[] };

/** One kind of remote: all that the rest of Galley knows about it. */
export type RemoteKind = {
  /** The word for people: `folder`, `PostgreSQL`, `S3`. */
  name: string;
  /** The schemes of its URLs, with the colon. */
  schemes: string[];
  /** How such a URL looks. */
  example: string;
  /** The secrets such a remote may need, in the order they are asked for. */
  secrets: SecretName[];
  /** Opens without a word to the store. Throws `bad-url`. `url` holds no secrets. */
  open(url: URL, secrets: RemoteSecrets): RemoteAdapter;
  /** Makes ready what the remote stands on; running it again changes nothing. */
  init(url: URL, secrets: RemoteSecrets, signal?: AbortSignal): Promise<InitReport>;
};
