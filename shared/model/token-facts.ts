import type { TokenCount } from '../contract/model-calls.ts';

/** Facts about an input in a reader's words: `412 tokens`, `$0.0010`, `3 % of 128k`. What is not known is `—`. */
export function tokenFacts(count: TokenCount): { tokens: string; cost: string; share: string | null } {
  const { total, exact, cost, contextWindow } = count;
  return {
    tokens: `${tokenText(total, exact)} ${total === 1 ? 'token' : 'tokens'}`,
    cost: costText(cost),
    share: contextWindow === null ? null : `${percentText(total / contextWindow)} of ${sizeText(contextWindow)}`,
  };
}

export function tokenText(tokens: number, exact: boolean): string {
  return `${exact ? '' : '≈ '}${tokens.toLocaleString('en')}`;
}

/** US dollars with two figures that count; `—` where the price is not known. */
export function costText(dollars: number | null): string {
  if (dollars === null) return '—';
  if (dollars === 0) return 'free';
  if (dollars < 0.000001) return '< $0.000001';
  const places = dollars >= 1 ? 2 : Math.min(8, Math.max(4, 1 - Math.floor(Math.log10(dollars))));
  return `$${dollars.toFixed(places)}`;
}

/** A price per million tokens, as vendors write it: `$2.50`; `—` where it is not known. */
export function priceText(dollars: number | null): string {
  if (dollars === null) return '—';
  if (dollars === 0) return 'free';
  const places = Math.max(2, Math.min(6, 2 - Math.floor(Math.log10(dollars))));
  return `$${trimZeros(dollars.toFixed(places))}`;
}

/** A context window: `128k`, `1M`, `1.05M`. */
export function sizeText(tokens: number): string {
  if (tokens >= 1_000_000) return `${Number((tokens / 1_000_000).toFixed(2))}M`;
  return tokens >= 1_000 ? `${Math.round(tokens / 1_000)}k` : String(tokens);
}

function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return '< 1 %';
  return `${Math.round(percent).toLocaleString('en')} %`;
}

/** Zeros after the second decimal say nothing. */
function trimZeros(text: string): string {
  return text.replace(/(\.\d\d\d*?)0+$/, '$1');
}
