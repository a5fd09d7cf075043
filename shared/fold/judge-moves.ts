import { protectedMoveRefusal } from '../review/judge-protected.ts';
import { reviewsOf } from '../review/standing.ts';
import type { Move } from '../change.ts';
import { effect, refused, teamEffect, type Judge } from './outcome.ts';
import type { FoldEffect, StateView } from './state.ts';

/** A release: all of its moves take effect, or none. */
export const judgeMoves: Judge<'label.moved'> = (view, change, { by }) => {
  const effects: FoldEffect[] = [];
  const seen = new Set<string>();
  for (const move of change.body.moves) {
    const place = `${move.promptId} ${move.label}`;
    const twice = seen.has(place);
    seen.add(place);
    const refusal = moveProblem(view, move, twice) ?? protectedMove(view, move, by);
    if (refusal) return refusal;
    effects.push(...effectsOf(view, move, change.id));
  }
  return effect(...effects);
};

function moveProblem(view: StateView, move: Move, twice: boolean): ReturnType<typeof refused> | null {
  const { promptId, label, versionId } = move;
  const prompt = view.prompt(promptId);
  if (!prompt) return refused('no-prompt', 'A label was moved on a prompt that does not exist.');
  const where = `“${label}” on “${prompt.name}”`;
  if (twice) return refused('moved-twice', `${where} is moved twice in one release.`);
  const stale = staleMove(view, move);
  if (stale) return stale;
  if ((view.label(promptId, label)?.versionId ?? null) === versionId)
    return refused('no-move', `${where} is there already.`);
  if (versionId === null) return null;
  const version = view.version(promptId, versionId);
  if (!version) return refused('no-version', `“${prompt.name}” has no version ${versionId.slice(0, 8)}.`);
  return view.team('redaction', version.changeId)
    ? refused('redacted', `v${version.number} of “${prompt.name}” was redacted: there is nothing left to release.`)
    : null;
}

/** Refused where a label, which some move was to be replaced on, has been moved since. */
export function staleMove(
  view: StateView,
  { promptId, label, expectedMoveId }: Pick<Move, 'promptId' | 'label' | 'expectedMoveId'>,
): ReturnType<typeof refused> | null {
  const current = view.label(promptId, label);
  if ((current?.moveId ?? null) === expectedMoveId) return null;
  return refused(
    'stale-move',
    `“${label}” on “${view.prompt(promptId)?.name}” was moved by someone else in the meantime.`,
    {
      promptId,
      label,
      currentMoveId: current?.moveId ?? null,
      currentVersionId: current?.versionId ?? null,
    },
  );
}

function protectedMove(view: StateView, move: Move, by: Parameters<typeof protectedMoveRefusal>[2]) {
  const refusal = protectedMoveRefusal(view, move, by);
  return refusal && { refusal };
}

function effectsOf(view: StateView, move: Move, moveId: string): FoldEffect[] {
  const { promptId, label, versionId, expectedMoveId } = move;
  const current = view.label(promptId, label);
  const reviews = versionId === null ? [] : reviewsOf(view, { promptId, label, versionId, expectedMoveId });
  return [
    versionId === null
      ? { table: 'label.removed', promptId, label }
      : { table: 'label', row: { promptId, label, versionId, moveId } },
    {
      table: 'release',
      row: {
        moveId,
        promptId,
        label,
        from: current?.versionId ?? null,
        to: versionId,
        replacedMoveId: current?.moveId ?? null,
      },
    },
    ...reviews
      .filter((review) => !review.withdrawn)
      .map((review) => teamEffect('review', review.reviewId, { ...review, releasedBy: moveId })),
  ];
}
