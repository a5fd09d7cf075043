import type { ContentDiff } from '../../shared/diff/content-diff.ts';
import type { Refusal, Reply } from '../../shared/reply.ts';
import type { Converted } from '../../shared/template/convert/convert-content.ts';
import type { Checked, CheckInput, Rendered, RenderInput } from '../../shared/template/messages.ts';
import { DeadlineWorker } from '../deadline-worker.ts';
import type { ConvertInput, TemplateQuestion } from './template-protocol.ts';

const DEADLINE = 3_000; // milliseconds for one call

export type Conversion = Converted & { diff: ContentDiff };

/** Reads, fills in and converts templates in a thread of their own. The refusals: `render-timeout`, `render-memory`,
 *  `closed`. Problems in the texts are part of the answer. */
export class Templates {
  private readonly worker: DeadlineWorker<TemplateQuestion>;

  constructor(deadline: number = DEADLINE) {
    this.worker = new DeadlineWorker('template/template-worker', deadline, { tooSlow, tooBig: TOO_BIG });
  }

  check(input: CheckInput): Promise<Reply<Checked>> {
    return this.worker.ask({ kind: 'check', input });
  }

  render(input: RenderInput): Promise<Reply<Rendered>> {
    return this.worker.ask({ kind: 'render', input });
  }

  /** The prompt in another format with what was lost, and what differs. */
  convert(input: ConvertInput): Promise<Reply<Conversion>> {
    return this.worker.ask({ kind: 'convert', input });
  }

  close(): Promise<void> {
    return this.worker.close();
  }
}

const TOO_BIG: Refusal = {
  code: 'render-memory',
  message: 'This prompt needs more memory than a prompt may have, and was stopped.',
};

function tooSlow({ kind }: TemplateQuestion, seconds: string): Refusal {
  const message =
    kind === 'convert'
      ? `This prompt took longer than ${seconds} s to convert and was stopped. Look for very many tags within each other.`
      : `This prompt took longer than ${seconds} s to fill in and was stopped. Look for loops over long lists.`;
  return { code: 'render-timeout', message };
}
