import { z } from 'zod';
import { labelProblem, memberNameProblem, nameProblem, tagProblem } from './names.ts';

// Apart from the rules themselves, so that a window can use those without loading a schema library first.

export const PromptName = ruled(nameProblem);
export const MemberName = ruled(memberNameProblem);
export const LabelName = ruled(labelProblem);
export const Tag = z.string().trim().superRefine(refineBy(tagProblem));

function ruled(problemOf: (text: string) => string | null): z.ZodString {
  return z.string().superRefine(refineBy(problemOf));
}

function refineBy(problemOf: (text: string) => string | null): (text: string, context: z.RefinementCtx) => void {
  return (text, context) => {
    const problem = problemOf(text);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  };
}
