// The peers, each as a function of a text, loaded when first asked for.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
/** @template T @param {() => T} make @returns {() => T} */
const once = (make) => {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
};

const winkReader = once(() => require("wink-nlp")(require("wink-eng-lite-web-model")));
/** wink-nlp's reading: tokens, sentences, parts of speech, entities, sentiment. */
export const wink = (/** @type {string} */ text) => winkReader().readDoc(text);

const compromiseReader = once(() => require("compromise"));
/** compromise's reading: terms and their tags, from which its lists of people, places and numbers follow. */
export const compromise = (/** @type {string} */ text) => compromiseReader()(text);

const chronoReader = once(() => require("chrono-node"));
const DAY = new Date("2024-05-15T12:00:00Z");
/** chrono's dates and times. */
export const chrono = (/** @type {string} */ text) => chronoReader().parse(text, DAY);

const recognizersReader = once(() => require("@microsoft/recognizers-text-suite"));
const KINDS = ["Number", "Ordinal", "Percentage", "Age", "Currency", "Dimension", "DateTime"];
/** Recognizers-Text: the kinds that the numbers rule finds. */
export const recognizers = (/** @type {string} */ text) => KINDS.flatMap((kind) => recognizersReader()[`recognize${kind}`](text, "en-us"));
