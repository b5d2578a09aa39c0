"""Whether a notice is PayPal's: its signature, and the certificate that the signature is made with.

PayPal signs `id|time|webhook id|crc32 of the body` (the checksum in decimal) with RSA and SHA-256, and names
the address of the certificate in a header. The address must be one of PayPal's own, and the certificate must
be valid now, of PayPal's name for this, and issued by an authority that we trust.
"""

from __future__ import annotations

import base64
import binascii
import re
import warnings
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

ALGORITHM = "sha256withrsa"
LIVE_HOSTS = frozenset({"api.paypal.com", "api-m.paypal.com"})
SANDBOX_HOSTS = frozenset({"api.sandbox.paypal.com", "api-m.sandbox.paypal.com"})
LIVE_NAME = "messageverificationcerts.paypal.com"
SANDBOX_NAME = "messageverificationcerts.sandbox.paypal.com"
_BLOCK = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
PATH = "/v1/notifications/certs/"


class NotPayPals(Exception):
    """The notice is not what PayPal would send; the reason is for the log and holds nothing of the notice."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The headers of a notice that say by what it is signed."""

    id: str
    time: str
    signature: str
    certificate_url: str

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Signed:
        """From the request's headers. Raises NotPayPals where one is missing or the algorithm is another."""
        names = ("TRANSMISSION-ID", "TRANSMISSION-TIME", "TRANSMISSION-SIG", "CERT-URL")
        found = [headers.get(f"PAYPAL-{name}", "") for name in names]
        if not all(found):
            raise NotPayPals("a header is missing")
        if headers.get("PAYPAL-AUTH-ALGO", "").lower() != ALGORITHM:
            raise NotPayPals("another algorithm")
        return cls(*found)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose certificates are PayPal's: where they lie, what they are called, and who issued them."""

    hosts: frozenset[str]
    name: str
    authorities: tuple[x509.Certificate, ...]
    """Roots, and intermediates that PayPal may leave out."""

    def check_address(self, url: str) -> None:
        """Raises NotPayPals for an address that is not PayPal's own."""
        try:
            at = urlsplit(url)
            port = at.port
        except ValueError:
            raise NotPayPals("a foreign certificate") from None
        plain = at.scheme == "https" and port in {None, 443} and not (at.username or at.password)
        if not plain or at.hostname not in self.hosts or not at.path.startswith(PATH):
            raise NotPayPals("a foreign certificate")

    def key_of(self, pem: bytes, now: datetime) -> rsa.RSAPublicKey:
        """The key of a certificate that is PayPal's now. Raises NotPayPals."""
        try:
            leaf, *between = x509.load_pem_x509_certificates(pem)
        except ValueError:
            raise NotPayPals("no certificate") from None
        self._check_chain(leaf, between, now)
        key = leaf.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise NotPayPals("a certificate with another kind of key")
        return key

    def _check_chain(
        self, leaf: x509.Certificate, between: Sequence[x509.Certificate], now: datetime
    ) -> None:
        roots = [each for each in self.authorities if each.issuer == each.subject]
        more = [each for each in self.authorities if each.issuer != each.subject]
        if not roots:
            raise NotPayPals("no authority is trusted")
        builder = PolicyBuilder().store(Store(roots)).time(now.astimezone(UTC).replace(tzinfo=None))
        verifier = builder.build_server_verifier(x509.DNSName(self.name))
        try:
            verifier.verify(leaf, [*between, *more])
        except VerificationError:
            raise NotPayPals(
                "a certificate that no authority vouches for, of another name, or out of date"
            ) from None


class BadAuthorities(ValueError):
    """They cannot be read."""


def trusting(pem: bytes, *, sandbox: bool = False) -> Trust:
    """Trust in PayPal, or in its sandbox, by these authorities. Raises BadAuthorities."""
    authorities = tuple(each for block in _BLOCK.findall(pem) if (each := _read(block)) is not None)
    if not authorities:
        raise BadAuthorities("no certificate that can be read")
    hosts, name = (SANDBOX_HOSTS, SANDBOX_NAME) if sandbox else (LIVE_HOSTS, LIVE_NAME)
    return Trust(hosts, name, authorities)


def _read(block: bytes) -> x509.Certificate | None:
    """One certificate. None for one that breaks the rules, as some old ones of a system's bundle do."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", CryptographyDeprecationWarning)
        try:
            return x509.load_pem_x509_certificate(block)
        except (ValueError, CryptographyDeprecationWarning):
            return None


def check(signed: Signed, body: bytes, webhook_id: str, key: rsa.RSAPublicKey) -> None:
    """Raises NotPayPals where the signature is not that of this body, for this webhook, by this key."""
    text = f"{signed.id}|{signed.time}|{webhook_id}|{zlib.crc32(body) & 0xFFFFFFFF}"
    try:
        signature = base64.b64decode(signed.signature, validate=True)
        key.verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (binascii.Error, InvalidSignature):
        raise NotPayPals("the signature is of something else") from None
