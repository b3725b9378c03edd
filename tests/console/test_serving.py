"""Listening, before anything is served."""

import socket

import pytest

from console.errors import WrongValueError
from console.serving import listening


def test_a_port_in_use_is_named_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WrongValueError, match=rf"port {port}: Address already in use; try --port {port + 1}"):
            listening(port)


def test_port_nought_is_any_free_port() -> None:
    with listening(0) as listener:
        assert listener.getsockname()[1] > 0
