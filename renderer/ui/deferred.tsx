import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';

type Module<P> = { default: ComponentType<P> };

/** A component in a chunk of its own. Once `preload` has run, it is drawn in the same turn as any other: a key pressed right
 *  after the one that opened it is not lost. */
export function deferred<P extends object>(load: () => Promise<Module<P>>) {
  let loaded: ComponentType<P> | null = null;
  const fetch = async (): Promise<Module<P>> => {
    const module = await load();
    loaded = module.default;
    return module;
  };
  const Later = lazy(fetch);
  function Deferred(props: P): ReactNode {
    // For as long as it stands: drawn the other way it would begin anew, and lose what was typed.
    const [Now] = useState(() => loaded);
    if (Now !== null) return <Now {...props} />;
    return (
      <Suspense>
        <Later {...props} />
      </Suspense>
    );
  }
  return Object.assign(Deferred, { preload: fetch });
}
