import { expect, test } from 'vitest';
import { costText, priceText, sizeText, tokenFacts } from '../../../shared/model/token-facts.ts';

const COUNT = { messages: [400], total: 412, exact: true, exactMessages: true, contextWindow: 128_000, cost: 0.00103 };

test('an input is told in tokens, dollars and its share of the context', () => {
  expect(tokenFacts(COUNT)).toEqual({ tokens: '412 tokens', cost: '$0.0010', share: '< 1 % of 128k' });
  expect(tokenFacts({ ...COUNT, total: 3_840, exact: false })).toMatchObject({
    tokens: '≈ 3,840 tokens',
    share: '3 % of 128k',
  });
  expect(tokenFacts({ ...COUNT, total: 1 }).tokens).toBe('1 token');
});

test('what is not known is a dash, and what costs nothing is free', () => {
  expect(tokenFacts({ ...COUNT, cost: null, contextWindow: null })).toMatchObject({ cost: '—', share: null });
  expect(costText(0)).toBe('free');
  expect(priceText(null)).toBe('—');
});

test('small sums keep two figures that count', () => {
  expect(costText(0.0000051)).toBe('$0.0000051');
  expect(costText(0.000000001)).toBe('< $0.000001');
  expect(costText(1.234)).toBe('$1.23');
});

test('prices and sizes are written as vendors write them', () => {
  expect([2.5, 0.15, 0.039, 10, 0.0375].map(priceText)).toEqual(['$2.50', '$0.15', '$0.039', '$10.00', '$0.0375']);
  expect([128_000, 16_385, 1_000_000, 1_050_000, 512].map(sizeText)).toEqual(['128k', '16k', '1M', '1.05M', '512']);
});
