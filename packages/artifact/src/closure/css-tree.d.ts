// Only the tokenizer is loaded: the rest of the library brings half a megabyte of property syntax.
declare module 'css-tree/tokenizer' {
  export const tokenNames: readonly string[]
  export function tokenize(source: string, onToken: (type: number, start: number, end: number) => void): void
}
declare module 'css-tree/utils' {
  export const string: { decode(text: string): string }
  export const url: { decode(text: string): string }
}
