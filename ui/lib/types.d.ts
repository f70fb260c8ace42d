// The shapes the server answers with (the HTTP contract), for the type check.
export type Id = string;
export interface Summary { deed: string; noun: string; count: number; subject: string; intent: "do" | "undo" | "redo" }
export interface Written { change: Id; position: number; summary: Summary; [more: string]: any }
export interface User { id: Id; name: string }
export interface Round { id: Id; number: number; name: string; closed: boolean | string | null }
export interface FacetValue { id: Id; name: string; glyph: string | null }
export interface Facet { id: Id; name: string; definition: string; values: FacetValue[] }
export interface Counts { sources: number; codes: number; codings: number; cases: number; memos: number; sets: number; characters: number; words: number }
export interface Study {
  id: Id; title: string; question: string; language: string; welcome: string | null; position: number;
  user: User; users: User[]; counts: Counts; rounds: Round[]; open_round: Id | null; facets: Facet[];
  undo: Summary | null; redo: Summary | null; version: string;
}
export interface Source {
  id: Id; name: string; kind: string; characters: number; words: number; codings: number; memos: number;
  participant: string | null; cases: Id[]; values: Record<Id, any>; added: string; format: string; encoding: string;
}
export interface Block {
  start: number; end: number; kind: string; level?: number; depth?: number; ordered?: boolean;
  table?: number; row?: number; column?: number; page?: number;
}
export interface Turn { start: number; end: number; label_start: number; label_end: number; speaker: string }
export interface SourceText extends Source { text: string; blocks: Block[]; turns: Turn[]; times: { position: number; ms: number }[]; revision: number }
export interface Coding {
  id: Id; code: Id; start: number; end: number; coder: Id; round: Id | null; facets: [Id, Id][]; weight: number | null;
  displaced: boolean; at: string; memos: number;
}
export interface Code {
  id: Id; parent: Id | null; name: string; path: string; position: number; colour: string | null; is_codable: boolean;
  definition: string; inclusion: string; exclusion: string; example: string;
  codings: number; codings_with_descendants: number; sources: number; memos: number;
}
export interface Segment {
  source: Id; source_name: string; start: number; end: number; text: string; before: string; after: string;
  codings: Id[]; codes: Id[]; cases: Id[]; speaker: string | null;
}
export interface Target { type: "study" | "source" | "passage" | "code" | "coding" | "case" | "set" | "memo"; id?: Id; start?: number; end?: number }
export interface Memo {
  id: Id; target: Target; target_name: string; kind: string; title: string; body: string; user: Id;
  created: string; modified: string; displaced: boolean;
}
export interface Loss { source: string; kind: string; detail: string; count: number; position: number | null }
export interface Refusal { file: string; message: string; hint: string; encodings?: string[] }
export interface ImportAnswer extends Written { sources: { id: Id; name: string; characters: number; duplicate_of: string | null }[]; losses: Loss[]; refused: Refusal[] }
export interface CasesAnswer { kinds: any[]; source_attributes: any[]; cases: { id: Id; kind: Id; name: string; [more: string]: any }[]; relations: any[] }
export interface ChangeEvent { position: number; user: User | Id; summary: Summary; touched: string[]; sources: Id[] }
/** A place in the interface: `/sources/ID?at=10-20` is `{ room: "sources", id: "ID", query: { at: "10-20" } }`. */
export interface Place { room: string; id: string | null; rest: string[]; query: Record<string, string>; path: string }
