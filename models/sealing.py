"""The seal of a plan: sha256 over every line of plan.json before its own, so that no byte can change unseen.

The seal stands alone in the last line but one; `head -n -2 plan.json | sha256sum` gives it without us.
"""

from __future__ import annotations

import hashlib
import re

from models.plan import Plan

_END = re.compile(rb' "seal": "([0-9a-f]{64})"\n}\n\Z')


def sealed(plan: Plan) -> Plan:
    """The plan with its seal."""
    return plan.model_copy(update={"seal": seal_of(plan)})


def seal_of(plan: Plan) -> str:
    """The seal that a plan has when it is written, whatever seal it carries now."""
    return hashlib.sha256(_body(plan)).hexdigest()


def written(plan: Plan) -> bytes:
    """The content of plan.json, sealed."""
    body = _body(plan)
    return body + f' "seal": "{hashlib.sha256(body).hexdigest()}"\n}}\n'.encode()


def holding_seal(content: bytes) -> str:
    """The seal of a file that is, byte for byte, as it was sealed; empty for any other content."""
    end = _END.search(content)
    if end is None or hashlib.sha256(content[: end.start()]).hexdigest() != end[1].decode():
        return ""
    return end[1].decode()


def _body(plan: Plan) -> bytes:
    return plan.model_dump_json(indent=1, exclude={"seal"}).removesuffix("\n}").encode() + b",\n"
