import type { Content, Message } from '../../shared/content.ts';
import type { CopyKind, ModelInfo, ProviderRequest, TokenCount } from '../../shared/contract/model-calls.ts';
import { Refused, type Refusal, unwrap } from '../../shared/reply.ts';
import { DeadlineWorker } from '../deadline-worker.ts';
import { copyRequest, copyText, needsRequest } from './copy-as.ts';
import { encodingOf } from './encodings.ts';
import type { RequestAnswer, RequestTask } from './request-worker.ts';
import { TokenCounts } from './token-counts.ts';

const REQUEST_DEADLINE = 15_000; // milliseconds, the loading of an SDK included
const REQUEST_MEMORY = 1_024; // MiB

/** OpenAI's account of what a chat takes beside its texts: three tokens and the role for each message, and three for
 *  the answer's beginning (cookbook, “How to count tokens with tiktoken”). Other vendors take about as much. */
const PER_MESSAGE = 4;
const PER_ANSWER = 3;

type CountInput = {
  model: string | null;
  messages: readonly Message[];
  content?: Pick<Content, 'tools' | 'responseSchema'> | undefined;
};

/** What Galley knows of models without asking anyone: the catalogue, counts of tokens, and the requests that would be
 *  sent. Everything is loaded when it is first asked for. */
export class Models {
  private readonly tokens = new TokenCounts();
  private readonly requests = new DeadlineWorker<RequestTask>(
    'models/request-worker',
    REQUEST_DEADLINE,
    { tooSlow: () => OVERRAN, tooBig: OVERRAN },
    REQUEST_MEMORY,
  );
  private readonly support = new Map<string, Record<string, string>>();
  private listed: ModelInfo[] | null = null;

  async list(): Promise<ModelInfo[]> {
    const { listModels } = await loadCatalogue();
    this.listed ??= listModels();
    return this.listed;
  }

  /** Null where the catalogue does not hold the model. */
  async info(model: string): Promise<ModelInfo | null> {
    return (await loadCatalogue()).modelInfo(model);
  }

  /** Of the input alone: an answer's length is not known before. */
  async count({ model, messages, content }: CountInput): Promise<TokenCount> {
    const { inputCost, modelInfo, nameModel } = await loadCatalogue();
    const named = nameModel(model ?? '');
    const { encoding, exact } = encodingOf(named.id, named.provider);
    const beside = besides(content);
    const counted = await this.tokens.count(encoding, [...messages.map(({ text }) => text), ...beside]);
    const total = counted.reduce((sum, { tokens }) => sum + tokens, 0) + messages.length * PER_MESSAGE + PER_ANSWER;
    const exactMessages = exact && counted.every((each) => each.exact);
    return {
      messages: counted.slice(0, messages.length).map(({ tokens }) => tokens),
      total: messages.length === 0 ? 0 : total,
      // How a vendor writes tools and schemas out for its model is not published.
      exact: exactMessages && beside.length === 0,
      exactMessages,
      contextWindow: model === null ? null : (modelInfo(model)?.contextWindow ?? null),
      cost: model === null ? null : inputCost(model, total),
    };
  }

  /** Refused as `no-model`, `unknown-provider`, `unsupported` (what the provider cannot be asked) or `overran`. */
  async request(model: string | null, messages: readonly Message[], content: Content): Promise<ProviderRequest> {
    if (model === null || model.trim() === '')
      throw new Refused('no-model', 'Choose a model: what is sent depends on who it is sent to.');
    const { nameModel } = await loadCatalogue();
    const { provider, id } = nameModel(model);
    if (provider === null)
      throw new Refused(
        'unknown-provider',
        `Galley does not know who serves “${model}”. Write the provider before it, such as openrouter/${model}.`,
      );
    const answer = await this.ask({ kind: 'request', provider, modelId: id, messages, content });
    if ('refusal' in answer) throw new Refused('unsupported', `“${model}” cannot be asked so: ${answer.refusal}`);
    if ('unsupported' in answer) throw new Error('the request worker answered another question');
    return answer.request;
  }

  /** The settings that this model does not take, each with a sentence; none where the model is not known. */
  async unsupported(model: string): Promise<Record<string, string>> {
    const known = this.support.get(model);
    if (known) return known;
    const { nameModel } = await loadCatalogue();
    const { provider, id } = nameModel(model);
    if (provider === null || id === '') return {};
    const answer = await this.ask({ kind: 'support', provider, modelId: id });
    const unsupported = 'unsupported' in answer ? answer.unsupported : {};
    this.support.set(model, unsupported);
    return unsupported;
  }

  /** Refused as `request` is, for the kinds that are one. */
  async copyAs(input: {
    kind: CopyKind;
    name: string;
    messages: readonly Message[];
    content: Content;
  }): Promise<string> {
    const { kind, name, messages, content } = input;
    if (!needsRequest(kind)) return copyText(kind, name, content);
    return copyRequest(kind, await this.request(content.settings.model ?? null, messages, content));
  }

  private async ask(task: RequestTask): Promise<RequestAnswer> {
    return unwrap(await this.requests.ask<RequestAnswer>(task));
  }

  async close(): Promise<void> {
    await Promise.all([this.tokens.close(), this.requests.close()]);
  }
}

const OVERRAN: Refusal = {
  code: 'overran',
  message: 'This request took too long to make and was stopped. Shorten the prompt.',
};

function loadCatalogue() {
  return import('./catalogue.ts');
}

function besides(content: CountInput['content']): string[] {
  if (content === undefined) return [];
  const { tools, responseSchema } = content;
  return [
    ...tools.map((tool) => JSON.stringify(tool)),
    ...(responseSchema === null ? [] : [JSON.stringify(responseSchema)]),
  ];
}
