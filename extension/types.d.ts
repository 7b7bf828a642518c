// Types for `tsc --checkJs` alone; not part of the package. The shapes are declared in src/message.rs, which is where to read about them.
declare namespace Newsglass {
  interface Walk {
    request: { url: string; ops: number[]; strings: string[]; text: string; backgrounds: string[]; ink: string; inherits: boolean };
    nodes: Node[];
    roots: (Document | ShadowRoot)[];
  }
  interface Place { startContainer: Node; startOffset: number; endContainer: Node; endOffset: number }
  interface MarkPlan { highlight: number; range: number[]; kind: string; repeated: boolean; actor: number; said_by: number; joined?: number[][] }
  /** A mark on the page: what the plan says, and where. */
  interface Mark extends Place { mark: MarkPlan; joined: Place[] }
  interface Painted { marks: Mark[]; actors: { name: string; mentions: number }[]; dark: boolean; roots: (Document | ShadowRoot)[] }
  interface FoldSite { site: "element" | "run"; node: number; parent: number; first: number; last: number }
  interface FoldPlan { key: string; sites: FoldSite[]; same_as: FoldSite[]; label: Message; why: Message; show: Message; hide: Message }
  /** `said`: in the reader's language already, by the background. */
  interface Message { key: string; said?: string; count?: number; number?: number; list?: string[] }
  interface Plan {
    css: string;
    bar_css: string;
    /** Language of our words and how that is written, where the background has said them. */
    tongue?: { lang: string; dir: string };
    dark: boolean;
    highlights: { name: string; priority: number }[];
    marks: MarkPlan[];
    actors: { name: string; mentions: number }[];
    folds: FoldPlan[];
    badge: Message | null;
    state: any;
    /** Milliseconds that the engine took in the background (filled in there). */
    took?: number;
  }
  /** What the reading circle is given: how to ask the engine, the settings, whom to tell. */
  interface Means {
    root: Document;
    asked: boolean;
    plan: (request: any) => Promise<Plan>;
    settings: () => Promise<any>;
    /** A message of the extension, with what is put in for $1, $2; and the browser's language. */
    message: (key: string, put: string[]) => string;
    language: string;
    /** The card of a mark, from src/ui/card.rs; null if nobody answers. */
    card?: (request: any) => Promise<any>;
    /** Changes the settings; what was done, and the way back. */
    change?: (change: any) => Promise<any>;
    told?: (state: any, badge: string | undefined) => void;
    /** Has the browser hold this sheet in place of that one, "" for none; false where it does not. Absent where nobody is to. */
    hold?: (css: string, before: string) => Promise<boolean>;
  }
}
declare var newsglass: any;
declare var browser: typeof chrome | undefined;
/** The glue that wasm-bindgen writes; src/wasm.rs says what is in it. */
declare module "*/engine.js" {
  export default function init(from?: { module_or_path: string }): Promise<any>;
  export function plan(request: any): Newsglass.Plan;
  export function warm(part: number): boolean;
  export function size(request: any): number;
  export function fits(request: any, last: number, took: number): boolean;
  export function has_own(request: any): boolean;
  export function texts(request: any): [string, Uint32Array];
}
interface String {
  /** ES2024; in both browsers before our oldest. */
  toWellFormed(): string;
}
