let draw = () => {};
let asked = false;

/** What a redraw is; main.js tells, once. */
export function drawBy(function_) {
  draw = function_;
}

/** Draws the page again, once, however often it is asked for before the next frame. */
export function redraw() {
  if (asked) return;
  asked = true;
  const run = () => {
    if (!asked) return;
    asked = false;
    draw();
  };
  requestAnimationFrame(run);
  // A page in the background has no frames.
  setTimeout(run, 500);
}
