// Noise that changes with a seed: class names, order, generations of markup. Seeded, so that a failure can be
// played again. Nothing of any one calendar.

let state = 1;

// The seed is spread first: neighbouring seeds must not begin alike.
export function seed(value) {
  let mixed = (value ^ 0x9e3779b9) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  state = (mixed ^ (mixed >>> 16)) >>> 0 || 1;
}

// xorshift32: good enough for noise.
export function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

export const chance = (percent) => random(100) < percent;

export const pick = (list) => list[random(list.length)];

export function shuffled(list) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}

export function word(length = 6) {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return Array.from({ length }, () => letters[random(letters.length)]).join("");
}
