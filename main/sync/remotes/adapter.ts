import type { Remote } from './remote.ts';

/** What opens a remote and must never stand in its URL, in the database or in the log. */
export type RemoteSecrets = {
  /** Of S3 the access key's id. PostgreSQL's user stands in the URL; this one counts where none does. */
  user?: string;
  password?: string;
  sessionToken?: string;
};

/** A remote that can say what it stands on. */
export interface RemoteAdapter extends Remote {
  /** What answers there, for people: `PostgreSQL 18.4`. Null where nothing says its name. Throws as any call does. */
  server(signal?: AbortSignal): Promise<string | null>;
}

/** What `init` made (`done`) or found made already, what is left for an administrator to run, and what comes next. */
export type InitReport = { steps: { done: boolean; what: string }[]; forAdministrator: string[]; next: string[] };

/** One kind of remote: all that the rest of Galley knows about it. */
export type RemoteKind = {
  id: 'folder' | 'postgres' | 's3';
  /** The word for people. */
  name: string;
  /** The schemes of its URLs, with the colon. */
  schemes: string[];
  /** How such a URL looks. */
  example: string;
  /** The secrets such a remote may need, in the order they are asked for, and the variable of the environment that holds one where
   *  none is handed in. */
  secrets: { name: keyof RemoteSecrets; label: string; variable: string }[];
  /** A short name of the place at `url`: a folder, a database, a bucket. Throws `bad-url`. */
  placeName(url: URL): string;
  /** Opens without a word to the store. Throws `bad-url`. `url` holds no secrets. */
  open(url: URL, secrets: RemoteSecrets): RemoteAdapter;
  /** Makes ready what the remote stands on; running it again changes nothing. */
  init(url: URL, secrets: RemoteSecrets, signal?: AbortSignal): Promise<InitReport>;
};
