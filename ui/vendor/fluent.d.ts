// Types of the vendored Fluent bundle, for the type check only.
export { FluentBundle, FluentResource } from "@fluent/bundle";
export type { FluentVariable } from "@fluent/bundle";
