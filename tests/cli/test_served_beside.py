"""What `guichet run` serves beside a platform: with nothing configured, with PayPal, with a wrong setting."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.cli.public import public_pages
from bot.clock import HandClock
from bot.compose import build
from bot.settings import BadSettings, Settings
from bot.usecases.links import ADDRESS
from tests.adapters.paypal.stand_in import NOW, Authority, pem


@pytest.fixture
def house():
    house = build("sqlite://", HandClock(NOW))
    yield house
    house.close()


def asked(house, **settings) -> tuple[int, int, int]:
    """The statuses of /health, of an invoice that is none, and of an unsigned notice."""

    async def ask() -> tuple[int, int, int]:
        configured = Settings(web_port=0, **settings)
        async with public_pages(house, configured) as address, ClientSession() as session:
            async with (
                session.get(f"{address}/health") as health,
                session.get(f"{address}/invoices/1") as lost,
            ):
                pass
            async with session.post(f"{address}/paypal/notices", data=b"{}") as notice:
                return health.status, lost.status, notice.status

    return asyncio.run(ask())


def test_without_paypal_there_is_no_such_address(house):
    assert asked(house) == (200, 404, 404)


def test_with_paypal_an_unsigned_notice_is_refused(house, tmp_path: Path):
    authorities = tmp_path / "ca.pem"
    authorities.write_bytes(pem(Authority().root))
    assert asked(house, paypal_webhook_id="W1", paypal_ca=authorities) == (200, 404, 400)


def test_links_lead_to_the_public_address(house):
    asked(house, url="https://desk.example/")
    with house.database.reading() as uow:
        assert uow.settings.get(ADDRESS) == "https://desk.example"


def test_authorities_that_cannot_be_read_are_named(house, tmp_path: Path):
    with pytest.raises(BadSettings, match="GUICHET_PAYPAL_CA"):
        asked(house, paypal_webhook_id="W1", paypal_ca=tmp_path / "none.pem")
