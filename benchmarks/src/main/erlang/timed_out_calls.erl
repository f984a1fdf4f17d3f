-module(timed_out_calls).
-export([run/2]).

run(_Size, Count) ->
    Silent = spawn(fun() -> silent(0) end),
    Start = erlang:monotonic_time(nanosecond),
    TimedOut = ask(Silent, Count, 0),
    Silent ! {stop, self()},
    receive
        {stopped, Count} -> bench:since(Start, Count, TimedOut);
        {stopped, _} -> bench:since(Start, Count, -1)
    end.

ask(_Silent, 0, TimedOut) -> TimedOut;
ask(Silent, Count, TimedOut) ->
    timeout = call:call(Silent, ask, 0),
    ask(Silent, Count - 1, TimedOut + 1).

silent(Asked) ->
    receive
        {ask, _From} -> silent(Asked + 1);
        {stop, From} -> From ! {stopped, Asked}
    end.
