import { Field, TextInput } from '../ui/field.tsx';
import type { RemoteKind, Secrets } from './remote-address.ts';
import styles from './remote.module.css';

type Props = { kind: RemoteKind | null; secrets: Secrets; onChange: (secrets: Secrets) => void };

/** What a remote of this kind asks for beside its address. Never shown again once it was sent. */
export function SecretFields({ kind, secrets, onChange }: Props) {
  if (kind !== 'postgres' && kind !== 's3') return null;
  const field = (name: keyof Secrets, label: string, hint?: string) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <TextInput
        type={name === 'user' ? 'text' : 'password'}
        // A browser must not offer to keep it, nor fill in another site's.
        autoComplete={name === 'user' ? 'off' : 'new-password'}
        value={secrets[name] ?? ''}
        onChange={(event) => onChange({ ...secrets, [name]: event.target.value })}
      />
    </Field>
  );
  const kept = 'Kept in the keychain, never in the address, the workspace or the log.';
  return (
    <div className={styles.secrets}>
      {kind === 'postgres' ? (
        field('password', 'Password', kept)
      ) : (
        <>
          {field('user', 'Access key ID')}
          {field('password', 'Secret access key', kept)}
          {field('sessionToken', 'Session token, if there is one')}
        </>
      )}
    </div>
  );
}
