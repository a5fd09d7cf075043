// Apart from the schemas, so that a window can use it without loading a schema library first.
export const COPY_KINDS = ['markdown', 'json', 'curl', 'typescript', 'python'] as const;
