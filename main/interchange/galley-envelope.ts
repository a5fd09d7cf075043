import { z } from 'zod';
import { bodies } from '../../shared/change.ts';
import { Content } from '../../shared/content.ts';
import { LabelName, PromptName, Tag } from '../../shared/name-schemas.ts';

/** The number under `galley` in the file. It goes up when an older Galley could no longer read the file rightly. */
export const GALLEY_FORMAT = 1;

/*
 * A file is `{"galley": 1, "prompts": [prompt, …]}`. What is not marked as required may be left out. Indexes count a
 * prompt's versions from 0, and a version may only point back.
 *
 *   prompt   name (required) · tags · archived · versions (required, oldest first) · labels: label → index · releases
 *   version  content (required; see `Content`, empty members left out) · message · author · committedAt · parents: indexes ·
 *            snippets: target, promptId and versionId of what each reference meant, by the ids of the workspace it was written in
 *   release  label, from and to (index, or null where the label was first set or taken off), reason, author, at, rollback
 *
 * Times are milliseconds since 1970. Unknown members are refused: what Galley does not know it cannot keep.
 */
const Index = z.number().int().min(0);
const Millis = z.number().int();

const GalleyVersion = z.strictObject({
  content: Content,
  message: z.string().default(''),
  author: z.string().optional(),
  committedAt: Millis.optional(),
  parents: z.array(Index).optional(),
  snippets: bodies['version.committed'].shape.snippets,
});

const GalleyRelease = z.strictObject({
  label: LabelName,
  from: Index.nullable(),
  to: Index.nullable(),
  reason: z.string(),
  author: z.string(),
  at: Millis,
  rollback: z.boolean(),
});

export const GalleyPrompt = z
  .strictObject({
    name: PromptName,
    tags: z.array(Tag).default([]),
    archived: z.boolean().default(false),
    versions: z.array(GalleyVersion).min(1),
    labels: z.record(LabelName, Index).default({}),
    releases: z.array(GalleyRelease).default([]),
  })
  .superRefine((prompt, context) => {
    const check = (index: number | null, below: number, path: PropertyKey[]) => {
      if (index === null || index < below) return;
      context.addIssue({ code: 'custom', path, message: `There is no version ${index} to point to.` });
    };
    const count = prompt.versions.length;
    prompt.versions.forEach((version, at) =>
      version.parents?.forEach((parent, n) => check(parent, at, ['versions', at, 'parents', n])),
    );
    for (const [label, index] of Object.entries(prompt.labels)) check(index, count, ['labels', label]);
    prompt.releases.forEach(({ from, to }, n) => {
      check(from, count, ['releases', n, 'from']);
      check(to, count, ['releases', n, 'to']);
    });
  });
export type GalleyPrompt = z.infer<typeof GalleyPrompt>;
