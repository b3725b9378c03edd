"""Which addresses belong to the public internet: asked by who fetches and by who calls back."""

from __future__ import annotations

import ipaddress


def is_public_address(text: str) -> bool:
    """Whether an IP address belongs to the public internet; addresses mapped or tunnelled into IPv6 are unwrapped."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public_address(str(inner))
    return address.is_global and not address.is_multicast
