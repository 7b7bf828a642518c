// Reports in the manner of the news, made from a seed: nothing is quoted from anywhere, and the same seed gives the same text everywhere.
// The mix (names, roles, figures, dates, quotes a thousand words) follows real reports; bench.mjs prints what the engine finds in them.

/** A xorshift generator. @param {number} seed @returns {(below: number) => number} */
const random = (seed) => {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

const words = (/** @type {string} */ text) => text.trim().split(/\s*,\s*/);
const lines = (/** @type {string} */ text) => text.trim().split("\n").map((line) => line.trim());

/** What a slot of a template may become; an entry may hold slots itself. @type {Record<string, string[]>} */
const LISTS = {
  first: words(`Anna, Peter, Maria, James, Yusuf, Elena, David, Fatima, Tomas, Grace, Omar, Ingrid, Paul, Amina, Lucas, Sofia, Daniel, Leila,
    Victor, Nadia, Samuel, Helen, Carlos, Miriam, Ahmed, Julia, Robert, Aisha, Martin, Claire, Ivan, Ruth, Hassan, Karin, George, Nora`),
  last: words(`Holt, Marsh, Okafor, Lindqvist, Haddad, Novak, Ferreira, Brandt, Castellan, Demir, Abbott, Kowal, Saleh, Tanner, Ruiz, Petrov,
    Mensah, Varga, Lowell, Aziz, Corbin, Dahl, Eriksen, Farouk, Grant, Hale, Ibarra, Jansen, Keller, Lamont, Moreau, Nasser, Oduya, Pryce,
    Quill, Rossi, Stone, Tariq, Ueda, Vance, Whelan, Yilmaz, Zeller`),
  place: words(`Paris, London, Nairobi, Aleppo, Lagos, Warsaw, Manila, Lima, Kyiv, Ankara, Cairo, Dhaka, Bogota, Oslo, Hamburg, Bristol, Mosul,
    Khartoum, Jakarta, Lisbon, Toronto, Chicago, Athens, Belgrade, Tripoli, Kandahar, Port Sudan, New Delhi, Cape Town, San Juan`),
  state: words(`Syria, France, Kenya, Iraq, Poland, Turkey, Egypt, Brazil, Japan, Ukraine, Germany, Mexico, Nigeria, Norway, Sudan, Chile,
    Jordan, Canada, Spain, the United States, the United Kingdom, Bangladesh, Serbia, Peru`),
  people: words(`Syrian, French, Kenyan, Iraqi, Polish, Turkish, Egyptian, Brazilian, Japanese, Ukrainian, German, Mexican, Nigerian, Norwegian,
    Sudanese, Chilean, Canadian, Spanish, American, British, Russian, Kurdish`),
  body: words(`the United Nations, the European Union, the World Bank, the Red Cross, NATO, the African Union, the World Health Organization,
    Amnesty International, the Port Authority, Northfield University, the Harbour Trust, Meridian Energy, Calder Holdings,
    the Ministry of Health, the interior ministry, the central bank, the Supreme Court, the Coastguard, Redmond Shipping, the Teachers' Union`),
  group: words("ISIS, Hezbollah, the Taliban, Al-Shabaab, Hamas, the SDF, Boko Haram, the Houthis"),
  title: words("President, Prime Minister, Gen., Dr., Senator, Foreign Minister, Col., Professor, Mayor, Judge"),
  role: words(`spokesperson, spokesman, officials, police, lawmakers, soldiers, investigators, diplomats, aid workers, residents, protesters,
    rebels, farmers, doctors, engineers, shareholders, the company, the government, opposition leaders, rescue workers`),
  agency: words("Reuters, the BBC, Le Monde, the Associated Press, Al Jazeera, the Guardian"),
  month: words("January, February, March, April, May, June, July, August, September, October, November, December"),
  day: words("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
  few: words("two, three, four, five, six, seven, nine, a dozen, twelve, twenty"),
  noun: words(`bridge, harbour, village, road, hospital, school, market, agreement, election, plan, budget, report, court, station, valley,
    river, campaign, dispute, convoy, project, shipment, reform, inquiry, ceasefire, refinery, vaccine, railway, ballot, district, factory`),
  quality: words(`new, old, northern, eastern, damaged, disputed, crowded, planned, long, public, private, temporary, severe, rising, quiet,
    remote, central, independent, costly, recent, narrow, flooded, abandoned, local, national`),
  verb: words(`reopened, closed, rejected, approved, reached, visited, left, blamed, defended, delayed, repaired, discussed, expanded, lost,
    supplied, searched, crossed, reviewed, questioned, supported`),
  said: words("said, said, said, told reporters, added, warned, argued, wrote in a statement, explained"),
  full: ["{first} {last}", "{first} {last}", "{first} {last}", "{title} {first} {last}"],
  who: ["{last}", "{last}", "{full}", "the {people} {role}", "{role}", "{body}", "{state}", "{group}", "a {people} official", "he", "she", "they"],
  thing: ["the {noun}", "the {quality} {noun}", "a {quality} {noun}", "the {noun} in {place}", "the {noun} of the {noun}", "{body}", "its {noun}"],
  figure: ["{n}", "{n},{k}", "{few}", "more than {n}", "about {n},{k}", "at least {few}", "nearly {n}", "up to {n},{k}", "dozens of", "hundreds of"],
  counted: words("people, families, houses, vehicles, fighters, votes, workers, schools, tonnes, patients, jobs, homes, ships"),
  money: ["${n} million", "€{n}.{d}bn", "£{n},{k}", "{n} million euros", "US${n}.{d} billion"],
  share: ["{n} percent", "{d}.{d}%", "{n}%", "a third", "half"],
  when: ["on {day}", "on {day}", "last week", "last month", "in {year}", "on {d} {month} {year}", "in {month}", "since {year}", "earlier this year",
    "in the early hours of {day}", "at {d}:30 p.m.", "two days later", "for {few} years"],
  measure: ["{n} kilometres", "{n} miles", "{d}.{d} metres", "{n} hectares", "{n},{k} barrels a day"],
  clause: lines(`
    the {noun} would not be ready before {month}
    nobody had been told about the {quality} {noun}
    the {noun} had {verb} too many people to be ignored
    work on the {noun} could begin as soon as the weather allowed
    it was too early to say who had {verb} the {noun}
    {figure} {counted} were still waiting near the {noun}
    the cost had risen by {share} since the {noun} was planned`),
  speech: lines(`
    We have waited too long for this {noun}, and nobody can say when it will end
    This is not about one {noun}, it is about the people who live there
    The {noun} is {quality}, and it will stay so until somebody pays for it
    I have never seen anything like it in my life
    There are {figure} {counted} here who have no choice
    We will look at every part of the {noun} before we decide
    It would be wrong to blame the {noun} for what happened {when}`),
  sentence: lines(`
    {who} {verb} {thing} {when}, and {thing} remained closed for the rest of the day.
    {who} {verb} {thing} after {who} had {verb} {thing}.
    The {noun}, which {who} {verb} {when}, is the {quality} part of a {quality} {noun} that has divided the town.
    {thing} has been {verb} several times, but little of it changed what people there think of the {noun}.
    {figure} {counted} were {verb} {when}, according to {body}.
    {who} {said} that {clause}.
    Although {clause}, few of those who {verb} {thing} wanted to speak of it.
    {full} and {full} have known each other since they {verb} {thing} together.
    People in {place} and {place} {verb} {thing}, and some of them {verb} {thing} as well.
    “{speech},” {who} {said}.
    “{speech},” {said_first} {full}, who leads the {noun} in {place}. “{speech}.”
    {full}, {role} at {body}, {said}: “{speech}.”
    {who} put the price of {thing} at {money}, {share} more than {when}.
    In {place}, some {measure} from the border with {state}, {thing} was {quality} and the {noun} was {verb}.
    The {people} government and {group} {verb} {thing} {when}, {agency} reported.
    Many in {place} doubt it, and the {noun} itself says little of what comes after the {quality} years.
    A so-called “{quality} {noun}” was {verb} by {role} in {place}.
    For most of those who came, though, the {noun} mattered less than the {noun} they had left behind.
    What happens next depends on whether the {noun} is {verb} and on how long the {quality} {noun} can last.
    It was {full} who first {verb} {thing}, and {last} has never spoken about it in public.
    The road from {place} to {place} was {quality} and the {noun} could only be {verb} on foot.
    Critics of the plan point to a {quality} {noun} that was never {verb} and to the {noun} beside it.`),
  said_first: words("said, said, says"),
  headline: ["{people} {role} {verb} {noun} in {place}", "{place}: {figure} {counted} {verb} as {noun} is {verb}"],
};

/** One report. @param {number} seed @param {number} length about how many words @returns {string[]} its paragraphs, the headline first */
export const report = (seed, length) => {
  const next = random(seed * 2_654_435_761);
  for (let i = 0; i < 8; i++) next(2);
  // A report is about few people: its last names come from a short list.
  const cast = Array.from({ length: 6 }, () => LISTS.last[next(LISTS.last.length)]);
  /** @param {string} slot @returns {string} */
  const fill = (slot) => {
    if (slot === "n") return String(2 + next(97));
    if (slot === "d") return String(1 + next(9));
    if (slot === "k") return String(100 + next(900));
    if (slot === "year") return String(1990 + next(34));
    if (slot === "last") return cast[next(cast.length)];
    const list = LISTS[slot];
    return list[next(list.length)].replace(/\{(\w+)\}/g, (_, inner) => fill(inner));
  };
  const capital = (/** @type {string} */ text) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
  const paragraphs = [capital(fill("headline"))];
  for (let count = 0; count < length; ) {
    const sentences = Array.from({ length: 1 + next(3) }, () => capital(fill("sentence")));
    if (paragraphs.length === 1) sentences[0] = `${fill("place").toUpperCase()} (${fill("agency")}) — ${sentences[0]}`;
    const paragraph = sentences.join(" ");
    paragraphs.push(paragraph);
    count += paragraph.split(" ").length;
  }
  return paragraphs;
};

/** Paragraphs of about this many bytes, report after report. @param {number} seed @param {number} bytes */
export const text = (seed, bytes) => {
  const paragraphs = [];
  for (let size = 0; size < bytes; ) {
    for (const paragraph of report(seed++, 900)) {
      if (size >= bytes) break;
      paragraphs.push(paragraph);
      size += paragraph.length + 2;
    }
  }
  return paragraphs;
};
