import { ArrowLeftRight } from 'lucide-react';
import type { ComparedSide } from '../../shared/contract/compare-calls.ts';
import { openPrompt } from '../state/tabs.ts';
import { IconButton } from '../ui/button.tsx';
import { Time } from '../ui/time.tsx';
import { sideNames } from './side-names.ts';
import styles from './compared-sides.module.css';

type Props = { promptId: string; sides: { left: ComparedSide; right: ComparedSide }; onSwap: () => void };

/** What stands on either side: whose it is, which version, who committed it, when and why. */
export function ComparedSides({ promptId, sides, onSwap }: Props) {
  const names = sideNames(sides);
  return (
    <div className={styles.sides}>
      <Side name={names.left} side={sides.left} isOther={sides.left.promptId !== promptId} />
      <IconButton label="Swap the sides" shortcut="X" size="small" onClick={onSwap}>
        <ArrowLeftRight />
      </IconButton>
      <Side name={names.right} side={sides.right} isOther={sides.right.promptId !== promptId} />
    </div>
  );
}

function Side({ name, side, isOther }: { name: string; side: ComparedSide; isOther: boolean }) {
  return (
    <p className={styles.side}>
      <span className={styles.what}>
        {isOther ? (
          <button
            type="button"
            className={styles.link}
            title={`Open ${side.promptName}`}
            onClick={() => openPrompt(side.promptId)}
          >
            {name}
          </button>
        ) : (
          <b>{name}</b>
        )}
        {side.message !== '' && <span className={styles.message}>{side.message.split('\n', 1)[0]}</span>}
      </span>
      <span className={styles.by}>
        {side.author !== null && <>{side.author} · </>}
        {side.at !== null && <Time at={side.at} />}
        {side.kind === 'draft' && ' · not committed'}
        {side.kind === 'empty' && 'before the first version'}
      </span>
    </p>
  );
}
