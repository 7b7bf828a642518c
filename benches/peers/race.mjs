// Contenders in turn, round after round.

/**
 * Runs contenders in turn, round after round.
 * @param {Record<string, () => unknown>} contenders @param {number} rounds @param {number} warm
 * @returns {Record<string, number[]>} milliseconds of each in each round
 */
export const race = (contenders, rounds, warm) => {
  const names = Object.keys(contenders);
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warm; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round + warm) % names.length];
      const began = performance.now();
      contenders[name]();
      if (round >= 0) times[name].push(performance.now() - began);
    }
  }
  return times;
};
