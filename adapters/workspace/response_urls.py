"""Answers that come by a response URL: private or to all, new or in place of what was clicked."""

from aiohttp import web

from adapters.workspace import messages
from adapters.workspace.errors import SlackError
from adapters.workspace.model import Channel, Json, Message
from adapters.workspace.triggers import Hook
from adapters.workspace.validation import check_message_blocks
from adapters.workspace.world import World


class ResponseUrls:
    """Serves `/actions/{key}`."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def serve(self, request: web.Request) -> web.Response:
        """One use of a response URL."""
        fault = await self._world.faults.meet("response_url")
        if fault is not None and fault.kind in ("server_error", "ratelimited"):
            return web.Response(status=fault.status if fault.kind == "server_error" else 429)
        try:
            body = await request.json()
            hook = self._world.hooks.take(request.match_info["key"])
            self._answer(hook, body if isinstance(body, dict) else {})
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        except SlackError as error:
            status = 404 if error.code in ("expired_url", "used_url") else 400
            return web.json_response({"ok": False, "error": error.code}, status=status)
        return web.Response(text="ok")

    def _answer(self, hook: Hook, body: Json) -> None:
        channel = self._world.teams[hook.team].channel(hook.channel)
        original = channel.find(hook.message_ts) if hook.message_ts else None
        if body.get("delete_original"):
            if original is not None:
                messages.delete(self._world, channel, original)
            return
        text, blocks = str(body.get("text") or ""), body.get("blocks")
        if blocks:
            check_message_blocks(blocks)
        if not text and not blocks:
            raise SlackError("no_text")
        if body.get("replace_original") and original is not None:
            messages.edit(self._world, channel, original, text=text, blocks=blocks or [])
        else:
            self._new(hook, channel, body, original)

    def _new(self, hook: Hook, channel: Channel, body: Json, original: Message | None) -> None:
        bot = self._world.install(self._world.teams[hook.team]).bot_user_id
        text, blocks = str(body.get("text") or ""), body.get("blocks") or []
        thread_ts = body.get("thread_ts") or (hook.thread_ts if original is not None else None)
        if body.get("response_type") == "in_channel":
            messages.post(self._world, channel, user=bot, text=text, blocks=blocks, thread_ts=thread_ts)
        else:
            messages.whisper(
                self._world, channel, to=hook.user, user=bot, text=text, blocks=blocks, thread_ts=thread_ts
            )
