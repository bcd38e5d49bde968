"""The demo does long work itself: a newcomer needs no second terminal."""

import threading

from claims.management.commands import demo


def test_a_worker_runs_beside_the_server_and_ends_with_it(monkeypatch):
    seen, at_work = [], threading.Event()

    def run(worker):
        seen.append((threading.current_thread().daemon, worker.queue_names, worker.max_tasks))
        at_work.set()

    monkeypatch.setattr(demo.Worker, "run", run)

    demo.start_worker()

    assert at_work.wait(10)
    assert seen == [(True, ["default"], None)]


def test_it_is_started_before_the_server(monkeypatch):
    called = []
    monkeypatch.setattr(demo, "require_free", lambda _port: None)
    monkeypatch.setattr(demo, "start_worker", lambda: called.append("worker"))
    monkeypatch.setattr(demo, "call_command", lambda name, *_a, **_o: called.append(name))
    for step in ("people", "lay_out", "tell", "tell_passwords", "say"):
        returned = ("article", True) if step == "lay_out" else {}
        monkeypatch.setattr(demo.Command, step, lambda *_a, _it=returned, **_o: _it)
    monkeypatch.setattr(demo.transaction, "atomic", threading.Lock)

    demo.Command().handle(no_serve=False, reset_passwords=False, port=8000)

    assert called == ["migrate", "worker", "runserver"]
