-module(counting).
-export([run/2]).

run(_Size, Count) ->
    Main = self(),
    Start = erlang:monotonic_time(nanosecond),
    Counter = spawn(fun() -> counter(0) end),
    spawn(fun() -> send(Counter, Main, Count) end),
    receive {count, Value} -> bench:since(Start, Count, Value) end.

send(Counter, Main, 0) -> Counter ! {get, Main};
send(Counter, Main, Count) -> Counter ! increment, send(Counter, Main, Count - 1).

counter(Value) ->
    receive
        increment -> counter(Value + 1);
        {get, From} -> From ! {count, Value}
    end.
