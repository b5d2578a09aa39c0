"""The look of public pages: one small sheet, named by its hash so that nothing else may style them."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

STYLE = """
:root{color-scheme:light dark;
--bg:#FFFFFF;--panel:#F4F5F7;--text:#1B1F24;--muted:#57606A;--accent:#0B57C2;--border:#80868F}
@media(prefers-color-scheme:dark){:root{
--bg:#16191D;--panel:#1F2429;--text:#E6E8EB;--muted:#A3ABB5;--accent:#7DB4FF;--border:#747C87}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:15px/22px system-ui,"Segoe UI",sans-serif}
main,nav{max-width:880px;margin:0 auto;padding:0 16px}
nav{display:flex;gap:16px;justify-content:flex-end;padding-top:16px}
nav a{color:var(--accent);padding:5px 0;min-height:32px}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
h1{font-size:24px;line-height:32px;margin:8px 0 12px}
h2{font-size:17px;line-height:24px;margin:32px 0 4px}
main>p{max-width:68ch;margin:0 0 24px;color:var(--muted)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:0 0 24px}
.cards>div{background:var(--panel);border-radius:6px;padding:12px 16px;display:flex;flex-direction:column}
dt{color:var(--muted);font-size:13px;line-height:20px}
dd{margin:4px 0 0;display:flex;flex-direction:column;flex:1}
dd b{font-size:19px;line-height:26px;font-weight:600}
dd small{margin-top:auto;padding-top:6px}
small{display:block;color:var(--muted);font-size:13px;line-height:18px}
.none{color:var(--muted);font-style:normal}
.bar{display:block;width:100%;height:6px;margin-top:8px;border-radius:3px}
.all{fill:var(--border);opacity:.35}
.part{fill:var(--accent)}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--border)}
thead th{color:var(--muted);font-size:13px;font-weight:400}
tbody th{font-weight:600}
td b{font-weight:400}
.empty{background:var(--panel);border-radius:6px;padding:16px;color:var(--text)}
footer{margin:32px 0 48px;color:var(--muted);font-size:13px}
footer p{margin:0 0 4px;max-width:80ch}
.one{padding-top:48px;max-width:640px}
.one>p{margin-bottom:16px}
.one li{margin:0 0 8px;padding-left:4px}
.one .mark{width:44px;height:44px;border-radius:50%;background:var(--panel);color:var(--accent);
font-size:24px;line-height:44px;text-align:center}
.button{display:inline-block;background:var(--accent);color:var(--bg);border-radius:6px;padding:6px 16px;
min-height:32px;text-decoration:none;font-weight:600}
@media(max-width:640px){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{display:block;padding:8px 0;border-bottom:1px solid var(--border)}
tbody th,td{display:flex;justify-content:space-between;gap:16px;border:0;padding:2px 0}
td::before{content:attr(data-label);color:var(--muted)}
td>span{text-align:right}
}
""".strip()

STYLE_SOURCE = f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"
"""What a Content-Security-Policy allows: this sheet and no other."""
