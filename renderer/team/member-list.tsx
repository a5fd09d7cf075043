import { ChevronDown, ChevronRight, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { MemberRow } from '../../shared/contract/team-calls.ts';
import { openDialog } from '../state/dialogs.ts';
import { IconButton } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Menu } from '../ui/menu.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { Time } from '../ui/time.tsx';
import { changeRole } from './change-role.ts';
import { DeviceList } from './device-list.tsx';
import { ROLE_OPTIONS, roleLabel, roleMay } from './role-words.ts';
import styles from './members.module.css';

type Props = { members: readonly MemberRow[]; isOwner: boolean };

/** Everybody, those that were removed at the end. */
export function MemberList({ members, isOwner }: Props) {
  const sorted = [...members.filter((each) => !each.removed), ...members.filter((each) => each.removed)];
  return (
    <ul className={styles.list} aria-label="Members">
      {sorted.map((member) => (
        <Member key={member.memberId} member={member} isOwner={isOwner} />
      ))}
    </ul>
  );
}

function Member({ member, isOwner }: { member: MemberRow; isOwner: boolean }) {
  const [open, setOpen] = useState(false);
  const { name, role, isMe, removed } = member;
  const devices = member.devices.filter((device) => !device.removed).length;
  return (
    <li className={styles.member} data-removed={removed || undefined}>
      <div className={styles.row}>
        <IconButton
          label={open ? `Hide the devices of ${name}` : `Show the devices of ${name}`}
          size="small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown /> : <ChevronRight />}
        </IconButton>
        <span className={styles.who}>
          <b className={styles.name}>{name}</b>
          {(isMe || removed) && <span className={styles.faint}> {isMe ? 'you' : 'removed'}</span>}
          {member.queued !== null && (
            <span className={styles.queued}>
              <StateMark state="queued" /> {member.queued}
            </span>
          )}
        </span>
        <span className={styles.faint}>
          {devices === 1 ? '1 device' : `${devices} devices`} · since <Time at={member.since} />
        </span>
        {isOwner && !removed ? (
          <Select
            className={styles.role}
            aria-label={`Role of ${name}`}
            title={roleMay(role)}
            value={role}
            options={ROLE_OPTIONS}
            onValueChange={(next) => void changeRole(member, next)}
          />
        ) : (
          <span className={styles.roleText} title={roleMay(role)}>
            {roleLabel(role)}
          </span>
        )}
        <MemberMenu member={member} isOwner={isOwner} />
      </div>
      {open && <DeviceList member={member} mayRemove={!removed && (isOwner || isMe)} />}
    </li>
  );
}

function MemberMenu({ member, isOwner }: { member: MemberRow; isOwner: boolean }) {
  const { memberId, name, isMe, removed } = member;
  if (removed || !(isOwner || isMe)) return <span className={styles.noMenu} />;
  return (
    <Menu
      align="end"
      items={[
        {
          label: isMe ? 'Change my name…' : 'Change the name…',
          onSelect: () => openDialog({ kind: 'rename-member', memberId }),
        },
        {
          label: isMe ? 'Leave the team…' : 'Remove from the team…',
          danger: true,
          onSelect: () => openDialog({ kind: 'remove-member', memberId }),
        },
      ]}
      trigger={
        <IconButton label={`More about ${name}`} size="small">
          <Ellipsis />
        </IconButton>
      }
    />
  );
}
