-module(after_at_once).
-export([run/2]).

run(_Size, Count) ->
    Start = erlang:monotonic_time(nanosecond),
    Received = loop(Count, 0),
    bench:since(Start, Count, Received).

loop(0, Received) -> Received;
loop(Count, Received) ->
    self() ! {item, Count},
    receive {item, _} -> loop(Count - 1, Received + 1) after 1000 -> Received end.
