"""A small Belgium on localhost, with known truth: for the demo, for tests and for benchmarks.

- ``world``: `World(seed)` invents employers, openings and their ads, night by night, and knows the truth about them;
- ``server``: `SandboxServer(world)` serves every board at its real address in its own wire format, over loopback;
- ``faults``: what can go wrong at a source, to be injected per host, path and night, and what a run should make of it;
- ``strata``: `postings(n, seed)` streams labelled postings to train and judge linking;
- ``raw``: an ad as a faultless crawl would land it, for tests that need no crawl.

How an ad comes about: ``invent`` draws the facts of an opening and the plan of its text, ``texts`` holds the ideas an
ad may tell, each in several languages and wordings, ``writer`` tells them, ``ads`` alters them as copies are altered,
``placing`` and ``twins`` decide where an opening is advertised and which others look like it, ``sites`` serve them.
All names of employers and people are invented; towns and their codes are real.
"""
