// Noise that changes on every load: class names, unlisted jsnames, order. Seeded, so that a failure can be
// played again.

let state = 1;

export function seed(value) {
  state = (value >>> 0) || 1;
}

// xorshift32: good enough for noise.
export function random(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

export function word(length = 6) {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return Array.from({ length }, () => letters[random(letters.length)]).join("");
}

export function shuffled(list) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}
