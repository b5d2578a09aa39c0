"""A stand-in for PayPal on this machine: its own authority, a certificate of PayPal's name, real signatures."""

import base64
import json
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from adapters.paypal.signature import LIVE_NAME

NOW = datetime(2026, 5, 18, 10, tzinfo=UTC)
WEBHOOK = "8PT597110X687430LKGECATA"
URL = "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594"
DAY = timedelta(days=1)


def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass
class Authority:
    """Issues certificates, from a root and an intermediate."""

    root_key: rsa.RSAPrivateKey = field(default_factory=key)
    between_key: rsa.RSAPrivateKey = field(default_factory=key)

    def __post_init__(self) -> None:
        self.root = self._authority("Root", "Root", self.root_key, self.root_key)
        self.between = self._authority("Between", "Root", self.between_key, self.root_key)

    def _authority(self, common, issuer, its, by) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        return (
            self._begun(common, issuer, its, by, NOW - 100 * DAY, NOW + 1000 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(by, hashes.SHA256())
        )

    def issue(self, its: rsa.RSAPrivateKey, common: str = LIVE_NAME, days: int = 90) -> x509.Certificate:
        begun = self._begun(common, "Between", its, self.between_key, NOW - 90 * DAY, NOW + days * DAY)
        return (
            begun.add_extension(x509.SubjectAlternativeName([x509.DNSName(common)]), critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .sign(self.between_key, hashes.SHA256())
        )

    def _begun(self, common, issuer, its, by, since, until) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(_name(common))
            .issuer_name(_name(issuer))
            .public_key(its.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(its.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
            )
        )


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates)


@dataclass
class PayPal:
    """Sends notices as PayPal does."""

    authority: Authority
    its: rsa.RSAPrivateKey = field(default_factory=key)

    def chain(self) -> bytes:
        return pem(self.authority.issue(self.its), self.authority.between)

    def event(self, reference: str, amount: str, currency: str = "EUR", event: str = "WH-1") -> bytes:
        resource = {
            "id": "42311647XV020574X",
            "status": "COMPLETED",
            "custom_id": reference,
            "amount": {"currency_code": currency, "value": amount},
        }
        told = {"id": event, "event_type": "PAYMENT.CAPTURE.COMPLETED", "resource": resource}
        return json.dumps(told).encode()

    def headers(self, body: bytes, *, webhook: str = WEBHOOK, by=None, **changes: str) -> dict[str, str]:
        told = f"id-1|2026-05-18T10:00:00Z|{webhook}|{zlib.crc32(body)}"
        signature = (by or self.its).sign(told.encode(), padding.PKCS1v15(), hashes.SHA256())
        return {
            "PAYPAL-TRANSMISSION-ID": "id-1",
            "PAYPAL-TRANSMISSION-TIME": "2026-05-18T10:00:00Z",
            "PAYPAL-TRANSMISSION-SIG": base64.b64encode(signature).decode(),
            "PAYPAL-CERT-URL": URL,
            "PAYPAL-AUTH-ALGO": "SHA256withRSA",
        } | {name.replace("_", "-"): value for name, value in changes.items()}
