import { setImmediate } from 'node:timers/promises';
import { answerAside } from '../../main/answer-aside.ts';

/** What the thread under test is asked to do. */
export type OddQuestion = 'echo' | 'later' | 'forever' | 'everything' | 'fail' | 'environment';

answerAside((question: OddQuestion): unknown => {
  switch (question) {
    case 'forever':
      for (;;);
    case 'everything': {
      const kept: string[][] = [];
      for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => `${at} of ${kept.length}`));
    }
    case 'fail':
      throw new Error('odd on purpose');
    case 'environment':
      return Object.keys(process.env);
    case 'later':
      return setImmediate('later');
    default:
      return question;
  }
});
