// Says the plan's messages in the reader's language. The words are the extension's, numbers and plurals the browser's `Intl`. In a visited page the
// background has said them: the first message makes Chromium wait for its other process, and the first of `Intl` looks at every language that the
// browser knows, for tens of milliseconds.
"use strict";
{
  const newsglass = (globalThis.newsglass ??= /** @type {any} */ ({}));

  /** Language of the messages, and the browser's own where that is a region of it. */
  const languages = () => {
    const { message, language } = newsglass.means;
    const lang = message("language", []);
    return { lang, region: language.split("-")[0] === lang ? language : lang };
  };

  /** Language of our words, and how that is written. */
  newsglass.tongue = () => ({ lang: languages().lang, dir: newsglass.means.message("direction", []) });

  /** What `Intl` takes milliseconds to make is made once. @type {Record<string, any>} */
  const made = {};
  /** @param {"NumberFormat" | "ListFormat" | "PluralRules"} kind @param {string} region @param {any} [how] @returns {any} */
  const intl = (kind, region, how) => (made[kind + region] ??= new /** @type {any} */ (Intl)[kind](region, how));

  /** @param {Newsglass.Message} what @returns {string} */
  newsglass.say = ({ said, key, count, number = count, list }) => {
    if (said !== undefined) return said;
    const { region } = languages();
    const put = number === undefined ? [] : [intl("NumberFormat", region).format(number)];
    if (list) put.push(intl("ListFormat", region, { type: "unit", style: "short" }).format(list.map((one) => newsglass.say({ key: one }))));
    const form = count === undefined ? "" : `_${intl("PluralRules", region).select(count)}`;
    return newsglass.means.message(key + form, put);
  };
}
