"""Addresses of files that people may be led to."""

import pytest

from bot.domain.files import followed


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://x.sharepoint.com/a%20b.pdf?web=1", "https://x.sharepoint.com/a%20b.pdf?web=1"),
        ("https://x.sharepoint.com/a b é.pdf", "https://x.sharepoint.com/a%20b%20%C3%A9.pdf"),
        ("https://x.example/<a>|`", "https://x.example/%3Ca%3E%7C%60"),
        ("http://127.0.0.1:8400/files/1", "http://127.0.0.1:8400/files/1"),
        ("https://x.example/f?tempauth=secret&b=1", "https://x.example/f"),
        ("https://x.example/f?access_token=secret#a", "https://x.example/f"),
        ("https://x.example/f?X-Amz-Signature=secret&X-Amz-Expires=60", "https://x.example/f"),
        ("https://x.example/f?X-Goog-Credential=a", "https://x.example/f"),
        ("https://x.example/f?AWSAccessKeyId=a&b=1", "https://x.example/f"),
        ("https://x.example/f?b=1#access_token=secret", "https://x.example/f"),
        ("https://x.example/f?b=1#page=2", "https://x.example/f?b=1#page=2"),
        ("http://x.example/f", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://x.sharepoint.com@evil.example/f", ""),
        ("https://x.example\\@evil.example/f", ""),
        ("https://пример.example/f", ""),
        ("https://x.example:99999/f", ""),
        ("https:///f", ""),
        ("//x.example/f", ""),
        ("https://[::1", ""),
        (f"https://x.example/{'a' * 2_000}", ""),
        ("", ""),
    ],
)
def test_a_link_leads_to_a_host_by_https_without_a_key_to_the_file(link, kept):
    assert followed(link) == kept
