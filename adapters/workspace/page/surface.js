// A message, a form or a Home that holds blocks: what people do in it goes to the app.
import { act } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { stateOf } from "./controls.js";

/**
 * Draws blocks and sends each deed with the surface's own address (`{channel, ts}`, `{view_id}` or
 * `{home: true}`) and the state of its fields.
 */
export function drawSurface(container, blocks, address) {
  return drawBlocks(container, blocks, (element, value, blockId) =>
    act("/page/action", {
      ...address(),
      block_id: blockId,
      action_id: element.action_id,
      ...value,
      type: element.type,
      state: stateOf(container),
    }),
  );
}
